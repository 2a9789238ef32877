/**
 * A hazard of caching, every host: as `rule()`, with the number in front. Each test has a mount
 * whose files it gives itself, with a cache of its own.
 */
import type { Running } from './host/running'
import type { Setup } from './host/setup'
import { type Host, hosts } from './hosts'
import type { NotApplicable } from './table'

type Files = Readonly<Record<string, object>>

/** Starts the host under test over route files; it is stopped when the test is done. */
export type StartCached = (files: Files, more?: Setup & { cache?: object }) => Promise<Running>

export function hazard(
  id: string,
  sentence: string,
  check: (start: StartCached, host: Host) => Promise<void>,
  except: NotApplicable = {},
): void {
  for (const host of hosts) {
    if (except[host.name] !== undefined) continue
    test(`${id}${id && ' '}${sentence} (${host.name})`, async () => {
      const started: Running[] = []
      const start: StartCached = async (files, { cache, options, ...setup } = {}) => {
        const own = { cache: { dev: true, debug: false, ...cache }, ...options }
        const running = await host.start({ manifest: files, options: own, ...setup })
        started.push(running)
        return running
      }
      try {
        await check(start, host)
      } finally {
        await Promise.all(started.map(running => running.stop()))
      }
    }, 20_000)
  }
}

/** What is no hazard of the list. */
export const cached = (sentence: string, check: Parameters<typeof hazard>[2], except = {}): void =>
  hazard('', sentence, check, except)

/** A handler that counts its calls, and answers with the number of each. */
export function counting(answer: (n: number) => unknown = n => new Response(String(n))) {
  const counter = { calls: 0, GET: () => answer(++counter.calls) as Response }
  return counter
}

/** A promise, and the way to resolve it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { opened, open: () => open() }
}

export const forceStatic = { dynamic: 'force-static' } as const

/** Milliseconds that are passed to whoever waits for something in the background. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await isTrue()) return
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  throw new Error('it did not happen')
}
