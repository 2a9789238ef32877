/** Express servers in processes of their own, which share a Redis through `routeHandlers()`. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const DIST = process.env['RH_DIST'] ?? join(__dirname, '../../dist')

export interface MountOptions {
  /** Of Redis. */
  readonly port: number
  readonly origin: string
  readonly client?: 'ioredis' | 'iovalkey' | 'redis'
  readonly buildId?: string | undefined
}

export interface MountStats {
  readonly tags: { readonly epoch: number; readonly queued: number; readonly replayed: number }
  readonly breaker: string
  readonly counters: Readonly<Record<string, number>>
}

export class Mount {
  readonly process: ChildProcess
  readonly url: string
  #last = 0

  private constructor(process: ChildProcess, port: number) {
    this.process = process
    this.url = `http://127.0.0.1:${port}`
  }

  static async start(options: MountOptions): Promise<Mount> {
    const argument = JSON.stringify({ dist: DIST, client: 'ioredis', ...options })
    const env = { ...process.env, NODE_ENV: 'production' }
    const child = fork(join(__dirname, 'mount-worker.cjs'), [argument], { env })
    const [{ port }] = (await once(child, 'message')) as [{ port: number }]
    return new Mount(child, port)
  }

  async get(path: string): Promise<{ state: string | null; cookie: string | null; text: string }> {
    const response = await fetch(this.url + path)
    const { headers, status } = response
    const text = await response.text()
    if (status !== 200) throw new Error(`${status} ${text}`)
    return { state: headers.get('x-nextjs-cache'), cookie: headers.get('set-cookie'), text }
  }

  async json(path: string): Promise<Record<string, string>> {
    return JSON.parse((await this.get(path)).text)
  }

  async invalidate(tag: string): Promise<void> {
    const { ok } = await fetch(`${this.url}/invalidate?tag=${tag}`, { method: 'POST' })
    if (!ok) throw new Error('It was not invalidated')
  }

  stats(): Promise<MountStats> {
    return this.#ask('stats')
  }

  /** Through the object of the host; the name of the error where it rejects. */
  revalidate(): Promise<string> {
    return this.#ask('revalidate')
  }

  /** Closes the server, the routes and the client. */
  close(): Promise<void> {
    return this.#ask('close')
  }

  /** Codes of warnings, so far. */
  warnings(): Promise<readonly string[]> {
    return this.#ask('warnings')
  }

  stop(): void {
    this.process.kill('SIGKILL')
  }

  #ask<T>(command: string): Promise<T> {
    const id = ++this.#last
    return new Promise(resolve => {
      const heard = (message: unknown): void => {
        const reply = message as { id: number; value: T }
        if (reply.id !== id) return
        this.process.off('message', heard)
        resolve(reply.value)
      }
      this.process.on('message', heard)
      this.process.send({ id, command })
    })
  }
}
