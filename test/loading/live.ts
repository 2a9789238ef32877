/** A server of the fixture `reload` that runs while its files are edited. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DIST, project } from './child'
import type { Host } from './hosts'

export interface Reply {
  readonly status: number
  readonly body: any
}

export interface Live {
  get(path: string): Promise<Reply>
  /** Writes a file below `src/`. */
  write(file: string, text: string): void
  /** Replaces text in a file below `src/`. */
  edit(file: string, from: string, to: string): void
  remove(file: string): void
  read(file: string): string
  /** Absolute path of what is named relative to `src/`. */
  path(file: string): string
  /** The file below `src/` that the server has loaded itself. */
  readonly serverFile: string
  /** What the process was warned of until now, by code. */
  warnings(code: string): Promise<readonly string[]>
  /** Everything that the process printed. */
  output(): string
  stop(): Promise<void>
}

/** Starts a host. Reloading compares modification times, which file systems count in ticks. */
export async function startLive(
  node: string,
  { name, layers = [name], ...host }: Host,
): Promise<Live> {
  const cwd = project('project', ...layers.map(layer => join('hosts', layer)), 'reload')
  const { NODE_OPTIONS: _, NODE_ENV: __, ...inherited } = process.env
  const child = spawn(node, [...(host.flags ?? []), host.entry], {
    cwd,
    env: { ...inherited, RH_DIST: DIST },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const warned: { code: string; message: string }[] = []
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', chunk => {
      output += chunk
    })
  }
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: any) => {
      if (message.port) resolve(message.port)
      if (message.warning) warned.push(message.warning)
    })
    child.once('exit', () => reject(new Error(`the server did not start: ${output}`)))
  })
  const path = (file: string) => join(cwd, 'src', file)
  const read = (file: string) => readFileSync(path(file), 'utf8')
  const write = (file: string, text: string) => {
    mkdirSync(dirname(path(file)), { recursive: true })
    writeFileSync(path(file), text)
  }
  return {
    async get(url) {
      const response = await fetch(`http://127.0.0.1:${port}${url}`)
      const text = await response.text()
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
    },
    write,
    read,
    path,
    serverFile: existsSync(path('lib/db.ts')) ? 'lib/db.ts' : 'lib/db.js',
    edit(file, from, to) {
      const text = read(file)
      if (!text.includes(from)) throw new Error(`${file} has no "${from}"`)
      write(file, text.replace(from, to))
    },
    remove: file => rmSync(path(file), { recursive: true }),
    async warnings(code) {
      // An answer can overtake the warnings that were given before it.
      await echo(child)
      return warned.filter(each => each.code === code).map(({ message }) => message)
    },
    output: () => output,
    stop: () => stopped(child),
  }
}

let echoes = 0

function echo(child: ChildProcess): Promise<void> {
  const sent = ++echoes
  return new Promise(resolve => {
    const heard = (message: any): void => {
      if (message.echo !== sent) return
      child.off('message', heard)
      resolve()
    }
    child.on('message', heard)
    child.send(sent)
  })
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
