/**
 * Scripts sent within a time. A command that is given up may still run later: whoever must undo
 * what it did is told of its late reply.
 */
import type { Argument, RedisClient } from './client.js'
import type { Script } from './scripts.js'

export class Commands {
  readonly #client: RedisClient

  constructor(client: RedisClient) {
    this.#client = client
  }

  get isReady(): boolean {
    return this.#client.isReady
  }

  /**
   * @param ms - after which it is given up.
   * @param onLate - told of a reply that came behind that.
   * @throws an Error where the client is not connected, the time is over, or the server refuses.
   */
  async run(
    script: Script,
    keys: readonly string[],
    args: readonly Argument[],
    ms: number,
    onLate?: (reply: unknown) => void,
  ): Promise<unknown> {
    if (!this.#client.isReady) throw new Error('The Redis client is not connected')
    return withinTime(this.#evaluate(script, keys, args), ms, onLate)
  }

  /** The same, also over a connection that is only being made: whoever sends it waits for nothing. */
  async runWhenReady(
    script: Script,
    keys: readonly string[],
    args: readonly Argument[],
    ms: number,
  ): Promise<unknown> {
    return withinTime(this.#evaluate(script, keys, args), ms, undefined)
  }

  async #evaluate(
    { sha, source }: Script,
    keys: readonly string[],
    args: readonly Argument[],
  ): Promise<unknown> {
    const all = [String(keys.length), ...keys, ...args]
    try {
      return await this.#client.send('EVALSHA', [sha, ...all])
    } catch (error) {
      if (!String((error as Error).message).startsWith('NOSCRIPT')) throw error
      return this.#client.send('EVAL', [source, ...all])
    }
  }
}

function withinTime<T>(
  reply: Promise<T>,
  ms: number,
  onLate: ((reply: T) => void) | undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let isOver = false
    const timer = setTimeout(() => {
      isOver = true
      reject(new Error(`Redis did not answer within ${ms} ms`))
    }, ms)
    timer.unref()
    reply.then(
      value => {
        clearTimeout(timer)
        if (isOver) onLate?.(value)
        else resolve(value)
      },
      error => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}
