/** A call of `fetch` whose answer is stored: from the cache, or from the origin for everybody. */
import { AbortController } from '../../natives.js'
import { warnOnce } from '../../warn.js'
import { dataRequest } from '../data-request.js'
import type { Request as Asking, Result } from '../engine/generated.js'
import type { RequestCache } from '../request-cache.js'
import { type Called, callThrough } from './call.js'
import { noteStored } from './edited.js'
import { passStale } from './effects.js'
import { askOrigin, type OriginRules } from './origin.js'
import { asRequest, type Prepared, prepare } from './prepared-call.js'
import { responseOf } from './stored-fetch.js'

/** Next.js's limit. Bytes. */
const EXACT_LIMIT = 2 * 1024 * 1024

export interface Life {
  /** Seconds, more than 0. */
  readonly seconds: number
  readonly tags: readonly string[]
}

export async function fetchStored(
  called: Called,
  life: Life,
  caching: RequestCache,
): Promise<Response> {
  // Where the call was made: what it amounts to may take a while to read.
  const asking = dataRequest<undefined>({ kind: 'F', tags: life.tags, generate: neverCalled })
  const request = asRequest(called)
  if (request === undefined) return callThrough(called)
  const prepared = await prepare(called, request, caching.cache.settings.fetchCacheKeyPrefix)
  prepared.signal?.throwIfAborted()
  const { engine } = caching.cache
  // Its answers turned out too large: it goes on as if it had not asked.
  if (engine.uncacheable.has(prepared.key)) return prepared.open(prepared.signal ?? request.signal)
  return withSignal(answered(prepared, life, asking, caching), prepared.signal)
}

function answered(
  prepared: Prepared,
  { seconds, tags }: Life,
  asking: Asking<undefined>,
  caching: RequestCache,
): Promise<Response> {
  const { engine, tags: store } = caching.cache
  const limits = limitsOf(prepared, caching)
  const { renewsStale: waits = false } = asking
  const arrived = store.view.now()
  return new Promise<Response>((resolve, reject) => {
    let isGiven = false
    const onHead = (response: Response): void => {
      isGiven = true
      resolve(response)
      caching.waitUntil(result.catch(() => {}))
    }
    const rules = { ...prepared, ...limits, revalidate: seconds, tags, waits, onHead }
    const result = engine.get<undefined>(prepared.key, {
      ...asking,
      revalidate: seconds,
      ...(caching.isHardRefresh && { isOutdated: entry => entry.time < arrived }),
      generate: run => {
        if (caching.dev) noteStored(caching.module, prepared.key, engine.memory)
        return askOrigin(rules, run)
      },
    })
    const onResult = (result: Result<undefined>): void => {
      if (!isGiven) resolve(given(result, prepared, waits, caching))
    }
    result.then(onResult).catch(reject)
  })
}

type Limits = Pick<OriginRules, 'maxBytes' | 'keepsCookies' | 'onTooLarge'>

function limitsOf({ url }: Prepared, { cache, parity }: RequestCache): Limits {
  const isExact = parity === 'exact'
  const maxBytes = isExact ? EXACT_LIMIT : cache.settings.maxEntryBytes
  return {
    maxBytes,
    keepsCookies: isExact,
    onTooLarge(bytes) {
      const message = isExact
        ? `Failed to set Next.js data cache for ${url}, items over 2MB can not be cached (${bytes} bytes)`
        : `What fetch got from ${url} has more than ${maxBytes} bytes and is not stored. Raise \`cache.maxEntryBytes\`, or leave \`next\` and \`cache\` out of the call.`
      warnOnce('RH_FETCH_CACHE', url, message)
    },
  }
}

/** Where the origin's answer was not given out at once. */
function given(
  result: Result<undefined>,
  { method, open, signal }: Prepared,
  waits: boolean,
  caching: RequestCache,
): Response | Promise<Response> {
  if (result.state === 'STALE' && waits) passStale(caching)
  if (result.state === 'BYPASS') return open(signal ?? new AbortController().signal)
  const fetched = result.state === 'FAIL' ? result.answer : result.entry
  return responseOf(fetched, method, caching.parity === 'exact')
}

/** Whoever gives up has his own promise rejected; what others wait for goes on. */
function withSignal<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function neverCalled(): never {
  throw new Error('What is asked of the engine has a way of its own to the origin')
}
