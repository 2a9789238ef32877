/** The part of curl that the documentation uses, so that the tests need nothing but Node. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Cookies by name: the file that `-b` and `-c` share. */
export type Jar = Map<string, string>

interface Call {
  url: string
  method: string | undefined
  body: string | FormData | undefined
  readonly headers: Headers
  showsHead: boolean
  usesJar: boolean
}

/** @returns what curl would print. */
export async function curl(args: readonly string[], folder: string, jar: Jar): Promise<string> {
  const call = parse(args, folder)
  const { url, headers, body, method = body === undefined ? 'GET' : 'POST' } = call
  if (call.usesJar && jar.size > 0) headers.set('cookie', [...jar].map(pair).join('; '))
  const init = { method, headers, redirect: 'manual' } as const
  const response = await fetch(url, body === undefined ? init : { ...init, body })
  for (const cookie of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    if (name !== undefined && value !== undefined) jar.set(name, value)
  }
  const text = await response.text()
  return call.showsHead ? `${headOf(response)}\n\n${text}` : text
}

function parse(args: readonly string[], folder: string): Call {
  const call: Call = {
    url: '',
    method: undefined,
    body: undefined,
    headers: new Headers(),
    showsHead: false,
    usesJar: false,
  }
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '-i') call.showsHead = true
    else if (arg === '-X') call.method = rest.shift()
    else if (arg === '-b' || arg === '-c') call.usesJar = rest.shift() !== undefined
    else if (arg === '-H') call.headers.append(...headerOf(rest.shift() ?? ''))
    else if (arg === '-d') call.body = rest.shift()
    else if (arg === '-F') call.body = formOf(rest.shift() ?? '', folder)
    else if (!arg.startsWith('-')) call.url = arg.includes('://') ? arg : `http://${arg}`
    else if (arg !== '-N' && arg !== '--compressed')
      throw new Error(`curl ${arg} is not known here`)
  }
  if (typeof call.body === 'string' && !call.headers.has('content-type')) {
    call.headers.set('content-type', 'application/x-www-form-urlencoded')
  }
  return call
}

function headerOf(line: string): [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 1).trim()]
}

/** `field=@file` */
function formOf(argument: string, folder: string): FormData {
  const [field = '', file = ''] = argument.split('=@')
  const form = new FormData()
  form.set(field, new Blob([readFileSync(join(folder, file))]), basename(file))
  return form
}

function pair([name, value]: [string, string]): string {
  return `${name}=${value}`
}

function headOf({ status, statusText, headers }: Response): string {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} ${statusText}`, ...lines].join('\n')
}
