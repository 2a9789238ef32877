/** Processes that share a Redis, driven from the test. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const DIST = process.env['RH_DIST'] ?? join(__dirname, '../../dist')

export interface WorkerOptions {
  readonly url: string
  readonly port: number
  readonly client?: 'ioredis' | 'iovalkey' | 'redis' | 'cluster'
  /** Options of the client, beside where it connects. */
  readonly clientOptions?: object
  /** Options of `redisTier()` that are plain data. */
  readonly tier?: object
  /** Settings of the engine. */
  readonly engine?: object
  /** What its clock is ahead of the others'. Milliseconds. */
  readonly skewMs?: number
  /** It does not wait for its client to be connected. */
  readonly isEarly?: boolean
}

export interface Read {
  readonly state: 'HIT' | 'STALE' | 'MISS' | 'BYPASS'
  readonly tier?: string
  readonly value: string
  readonly ms: number
  /** Milliseconds, by the clock of that process. */
  readonly age: number
}

/** Some connections, each of which reads one key after another. */
export interface Load {
  readonly connections: number
  readonly keys: number
  readonly tags: readonly string[]
  readonly revalidate: number
  readonly ms: number
}

export interface LoadReport {
  readonly requests: number
  readonly failed: number
  readonly p99: number
  readonly slowest: number
}

export interface TagState {
  readonly manifest: string
  readonly epoch: number
  readonly floor: number
  readonly isShared: boolean
  readonly isConnected: boolean
  readonly records: readonly (readonly [string, { readonly expired: number; stale: number }])[]
}

export interface Stats {
  readonly counts: Readonly<Record<string, number>>
  readonly queued: number
  readonly replayed: number
  readonly memory: number
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

  /** An answer that concerns one request, as one with a cookie does; it takes 100 ms. */
  readOwn(key: string): Promise<Read> {
    return this.#ask('readOwn', { key })
  }

  load(load: Load): Promise<LoadReport> {
    return this.#ask('load', load)
  }

  invalidate(tags: readonly string[], expire?: number): Promise<'told'> {
    return this.#ask('invalidate', { tags, expire })
  }

  /** Invalidates one tag after the other; when each was acknowledged, by the wall clock. */
  invalidateEach(tags: readonly string[]): Promise<readonly number[]> {
    return this.#ask('invalidateEach', { tags })
  }

  /** Looks all the time; when each epoch up to the last was known, by the wall clock. */
  watch(from: number, to: number): Promise<readonly number[]> {
    return this.#ask('watch', { from, to })
  }

  expireAll(): Promise<'told'> {
    return this.#ask('expireAll')
  }

  sync(): Promise<void> {
    return this.#ask('sync')
  }

  tagState(): Promise<TagState> {
    return this.#ask('tagState')
  }

  stats(): Promise<Stats> {
    return this.#ask('stats')
  }

  /** Drops what is in memory. */
  forget(): Promise<void> {
    return this.#ask('forget')
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
