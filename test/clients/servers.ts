/** The hosts, each a process of its own: module hooks do not exist inside Jest. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface Host {
  readonly title: string
  /** As `server.cjs` knows it. */
  readonly name: 'express' | 'express4' | 'koa' | 'fastify'
  readonly mode: 'production' | 'development'
}

export const HOSTS: readonly Host[] = [
  { title: 'Express 5', name: 'express', mode: 'production' },
  { title: 'Express 5 in development', name: 'express', mode: 'development' },
  { title: 'Express 4', name: 'express4', mode: 'production' },
  { title: 'Koa', name: 'koa', mode: 'production' },
  { title: 'Fastify', name: 'fastify', mode: 'production' },
]

export interface Mounted {
  readonly port: number
  /** What `ready()` rejected with. */
  readonly failure?: string
}

export class Server {
  readonly #child: ChildProcess
  /** By the name of the directory in `apps`. */
  readonly mounted: Readonly<Record<string, Mounted>>

  private constructor(child: ChildProcess, mounted: Readonly<Record<string, Mounted>>) {
    this.#child = child
    this.mounted = mounted
  }

  static async start({ name, mode }: Host): Promise<Server> {
    const { NODE_OPTIONS: _, JEST_WORKER_ID: __, ...inherited } = process.env
    const env = { ...inherited, NODE_ENV: mode }
    const child = fork(join(__dirname, 'server.cjs'), [name], { env, execArgv: [], silent: true })
    // Refusals are logged; only what a server says that does not start is of interest.
    let said = ''
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        said = (said + chunk).slice(-10_000)
      })
    }
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the server ended with ${code}: ${said}`)
    })
    const [mounted] = await Promise.race([once(child, 'message'), ended])
    ended.catch(() => {})
    return new Server(child, mounted as Record<string, Mounted>)
  }

  async stop(): Promise<void> {
    const exit = once(this.#child, 'exit')
    this.#child.disconnect()
    await exit
  }
}
