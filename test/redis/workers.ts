/** Processes that share a Redis, driven from the test. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const DIST = process.env['RH_DIST'] ?? join(__dirname, '../../dist')

export interface WorkerOptions {
  readonly url: string
  readonly port: number
  readonly client?: 'ioredis' | 'iovalkey' | 'redis'
  /** Options of `redisTier()` that are plain data. */
  readonly tier?: object
  /** Settings of the engine. */
  readonly engine?: object
}

export interface Read {
  readonly state: 'HIT' | 'STALE' | 'MISS'
  readonly tier?: string
  readonly value: string
  readonly ms: number
}

interface Reply {
  readonly id: number
  readonly value?: never
  readonly error?: { readonly name: string; readonly message: string }
}

export class Worker {
  readonly process: ChildProcess
  #last = 0
  readonly #waiting = new Map<number, (reply: Reply) => void>()

  private constructor(options: WorkerOptions) {
    const argument = JSON.stringify({ dist: DIST, client: 'ioredis', ...options })
    this.process = fork(join(__dirname, 'worker.cjs'), [argument])
    this.process.on('message', message => {
      if (message === 'ready') return
      const reply = message as Reply
      this.#waiting.get(reply.id)?.(reply)
      this.#waiting.delete(reply.id)
    })
  }

  static async start(options: WorkerOptions): Promise<Worker> {
    const worker = new Worker(options)
    await once(worker.process, 'message')
    return worker
  }

  read(key: string, tags: readonly string[] = [], revalidate = 60): Promise<Read> {
    return this.#ask('read', { key, tags, revalidate })
  }

  invalidate(tags: readonly string[], expire?: number): Promise<'told'> {
    return this.#ask('invalidate', { tags, expire })
  }

  expireAll(): Promise<'told'> {
    return this.#ask('expireAll')
  }

  stats(): Promise<{ counts: Record<string, number>; queued: number; memory: number }> {
    return this.#ask('stats')
  }

  idle(): Promise<void> {
    return this.#ask('idle')
  }

  stop(): void {
    this.process.kill('SIGCONT')
    this.process.kill('SIGKILL')
  }

  #ask<T>(command: string, rest: object = {}): Promise<T> {
    const id = ++this.#last
    this.process.send({ id, command, ...rest })
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ value, error }) => {
        if (error) reject(Object.assign(new Error(error.message), { name: error.name }))
        else resolve(value as T)
      })
    })
  }
}
