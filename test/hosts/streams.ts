/** Response bodies that remember what was done to them. */
export interface Watched {
  readonly stream: ReadableStream<any>
  pulls: number
  produced: number
  cancels: number
  reason: unknown
}

const encoder = new TextEncoder()

interface Source {
  start?: (controller: ReadableStreamDefaultController<any>) => void
  pull?: (controller: ReadableStreamDefaultController<any>) => any
  cancel?: (reason: unknown) => void
}

function watch(source: (watched: Watched) => Source): Watched {
  const watched = { pulls: 0, produced: 0, cancels: 0, reason: undefined } as Watched
  const { pull, ...rest } = source(watched)
  const stream = new ReadableStream<any>({
    ...rest,
    pull(controller) {
      watched.pulls++
      return pull?.(controller)
    },
    cancel(reason) {
      watched.cancels++
      watched.reason = reason
      return rest.cancel?.(reason)
    },
  })
  return Object.assign(watched, { stream })
}

/** Sends chunks as fast as they are pulled, `limit` at most. */
export function endless(size = 65_536, limit = 4_000): Watched {
  const chunk = new Uint8Array(size).fill(120)
  return watch(watched => ({
    pull(controller) {
      if (watched.pulls > limit) return controller.close()
      watched.produced += size
      controller.enqueue(chunk)
    },
  }))
}

/** Sends the first chunk, if any, and then waits forever. */
export function idle(first?: string): Watched {
  return watch(() => ({
    start(controller) {
      if (first !== undefined) controller.enqueue(encoder.encode(first))
    },
    pull: () => new Promise(() => {}),
  }))
}

/** Sends each text at its time in milliseconds, then ends. */
export function timed(...plan: Array<[at: number, text: string]>): Watched {
  const timers: NodeJS.Timeout[] = []
  return watch(() => ({
    start(controller) {
      for (const [at, text] of plan) {
        timers.push(setTimeout(() => controller.enqueue(encoder.encode(text)), at))
      }
      const last = plan.at(-1)?.[0] ?? 0
      timers.push(setTimeout(() => controller.close(), last + 20))
    },
    cancel() {
      for (const timer of timers) clearTimeout(timer)
    },
  }))
}

/** Sends the chunks, one per pull and macrotask, then fails with `error`. */
export function failing(chunks: readonly unknown[], error: unknown): Watched {
  return watch(watched => ({
    async pull(controller) {
      await new Promise(resolve => setTimeout(resolve, 10))
      const chunk = chunks[watched.pulls - 1]
      if (watched.pulls > chunks.length) return controller.error(error)
      controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
    },
  }))
}

/** Sends the text and ends a macrotask later: a live stream, as short as can be. */
export function soon(text: string): ReadableStream<any> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(text))
      setImmediate(() => setImmediate(() => controller.close()))
    },
  })
}

/** Sends the values as they are, whatever their type, then ends. */
export function pieces(...values: unknown[]): ReadableStream<any> {
  return new ReadableStream({
    start(controller) {
      for (const value of values) controller.enqueue(value)
      controller.close()
    },
  })
}

/** Waits until `holds` or until `limit` milliseconds passed; says whether it did. */
export async function within(limit: number, holds: () => boolean): Promise<boolean> {
  const end = performance.now() + limit
  while (!holds()) {
    if (performance.now() > end) return false
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  return true
}
