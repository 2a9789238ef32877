/**
 * The head of a Web `Response`, checked and freed of what is not a handler's to say, before
 * anything touches the Node response. Framing is ours alone (RFC 9112 §6): a length that a
 * handler declares is a promise to check, never what goes on the wire unseen.
 */
import { validateHeaderName, validateHeaderValue } from 'node:http'
import { RouteHandlersError } from '../../errors.js'
import { cookiesOf } from '../../fetch/set-cookie-lines.js'
import { warnOnce } from '../../warn.js'

export interface ResponseHead {
  readonly status: number
  /** Empty for the standard phrase. */
  readonly statusText: string
  /** Lower-case names; without `set-cookie` and `vary`. */
  readonly fields: readonly (readonly [string, string])[]
  readonly setCookie: readonly string[]
  readonly vary: string | undefined
  /** What the handler declared, if it is a plain number. */
  readonly contentLength: number | undefined
}

/** Connection-specific fields (RFC 9110 §7.6.1). `connection: close` is let through on HTTP/1. */
const HOP_BY_HOP = new Set([
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Control headers of Next.js, with no meaning outside it. */
const INTERNAL = /^x-(?:middleware|nextjs)-/

/** RFC 9112 §4: a reason phrase is tab, space, visible characters and obs-text. */
const REASON = /^[\t\x20-\x7e\x80-\xff]*$/

/** Only these, control headers, and what `Connection` names are ever dropped. */
const MAYBE_DROPPED = new Set([...HOP_BY_HOP, 'connection', 'content-encoding', 'content-length'])

/**
 * @param setCookie - the complete list of cookies to send, where it is not simply the response's.
 * @param ours - fields that are not the handler's to say, in place of its own of that name.
 * @throws RouteHandlersError `RH_BAD_RESPONSE` for a status or header that HTTP does not allow.
 */
export function readHead(
  response: Response,
  setCookie: readonly string[] = cookiesOf(response.headers),
  ours?: readonly (readonly [string, string])[],
): ResponseHead {
  const { status, headers } = response
  if (!Number.isInteger(status) || status < 200 || status > 599) badStatus(status)
  const statusText = response.statusText ?? ''
  if (!REASON.test(statusText)) bad('The status text has characters that HTTP does not allow')
  const named = namedByConnection(headers)
  const fields: [string, string][] = []
  let vary: string | undefined
  let contentLength: number | undefined
  for (const [key, value] of headers) {
    const name = key.toLowerCase()
    if (name === 'set-cookie') continue
    const isSuspect = named !== NONE || MAYBE_DROPPED.has(name) || name.startsWith('x-')
    if (isSuspect && isDropped(name, value, named, response)) continue
    check(name, value)
    if (name === 'vary') vary = value
    else if (name === 'content-length') contentLength = parseLength(value)
    else fields.push([name, value])
  }
  if (ours) for (const [name, value] of ours) put(fields, name, value)
  for (const cookie of setCookie) check('set-cookie', cookie)
  return { status, statusText, fields, setCookie, vary, contentLength }
}

function put(fields: [string, string][], name: string, value: string): void {
  const known = fields.find(field => field[0] === name)
  if (known) known[1] = value
  else fields.push([name, value])
}

function isDropped(
  name: string,
  value: string,
  named: ReadonlySet<string>,
  { url }: Response,
): boolean {
  if (INTERNAL.test(name)) return true
  const fetched = Boolean(url)
  if (isConnectionSpecific(name, value, named)) {
    if (!fetched && !isHabit(name, value)) adviseOnDropped(name)
    return true
  }
  // The body of a fetched response is decoded, while its headers still describe the wire.
  return fetched && (name === 'content-encoding' || name === 'content-length')
}

function isConnectionSpecific(name: string, value: string, named: ReadonlySet<string>): boolean {
  if (name === 'connection') return value.toLowerCase() !== 'close'
  return HOP_BY_HOP.has(name) || named.has(name)
}

/**
 * Writers of event streams say it, those of packages among them (ai, hono, graphql-yoga), whose
 * users cannot leave it out. It asks for what the server does anyway.
 */
function isHabit(name: string, value: string): boolean {
  return name === 'connection' && value.toLowerCase() === 'keep-alive'
}

/** Names are few: what a handler writes down, or what HTTP defines. */
function adviseOnDropped(name: string): void {
  warnOnce(
    'RH_HEADER_DROPPED',
    HOP_BY_HOP.has(name) ? name : 'connection',
    `The response header "${name}" of a route handler was dropped: it describes the connection, ` +
      'which is the server’s (RFC 9110 §7.6.1). Leave it out.',
  )
}

const NONE: ReadonlySet<string> = new Set()

/** Looked for one by one: asking `Headers` for a name checks and folds it each time. */
function namedByConnection(headers: Headers): ReadonlySet<string> {
  for (const [name, value] of headers) {
    if (name.length !== CONNECTION.length || name.toLowerCase() !== CONNECTION) continue
    const names = value.split(',').map(name => name.trim().toLowerCase())
    return new Set(names.filter(name => name !== 'close'))
  }
  return NONE
}

const CONNECTION = 'connection'

function parseLength(value: string): number | undefined {
  return /^\d{1,15}$/.test(value) ? Number(value) : undefined
}

function check(name: string, value: string): void {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
  } catch (cause) {
    bad(`The response header ${JSON.stringify(name)} is not valid in HTTP`, cause)
  }
}

function badStatus(status: unknown): never {
  bad(
    `A handler's response must have a status from 200 to 599, received ${String(status)}` +
      (status === 0 ? ' (Response.error() is not an answer)' : ''),
  )
}

function bad(message: string, cause?: unknown): never {
  throw new RouteHandlersError('RH_BAD_RESPONSE', message, cause === undefined ? {} : { cause })
}

/** 204, 205 and 304 have no content (RFC 9110 §15), and neither has an answer to HEAD. */
export function isBodiless(status: number, method: string | undefined): boolean {
  return method === 'HEAD' || status === 204 || status === 205 || status === 304
}
