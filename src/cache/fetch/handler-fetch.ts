/**
 * `fetch` as a handler calls it, where a cache may have a say: decides, passes on what the call means
 * for the answer, and goes to the cache or to the platform.
 */
import { warnOnce } from '../../warn.js'
import { unwatched } from '../policy/key-request.js'
import type { RequestCache } from '../request-cache.js'
import { validTags } from '../tags.js'
import { askedBy, type Called, callThrough, nextOptions } from './call.js'
import { decide } from './decision.js'
import { passLife, passTags, surroundings } from './effects.js'
import { fetchStored } from './stored-call.js'

/** Rejects with what the platform's `fetch` does, and with Next.js's errors for what contradicts. */
export async function fetchInHandler(given: Called, caching: RequestCache): Promise<Response> {
  const called = ofPlatform(given)
  const next = nextOptions(called.args)
  if (next.internal === true || caching.isDraft) return callThrough(called)
  const asked = askedBy(called.args, next)
  const tags = validTags(listOf(next.tags), 0, `fetch ${asked.url}`)
  passTags(tags, caching)
  const decision = decide(asked, surroundings(caching))
  if (decision.warning !== undefined) {
    warnOnce('RH_FETCH_CACHE', `${caching.route}\n${asked.url}`, decision.warning)
  }
  passLife(decision, asked, caching)
  if (decision.seconds === 0) return callThrough(called)
  return fetchStored(called, { seconds: decision.seconds, tags }, caching)
}

/** The request of the handler may be watched; to the platform it would be none. */
function ofPlatform(called: Called): Called {
  const [input, ...rest] = called.args
  if (typeof input !== 'object') return called
  const request = unwatched(input, 'fetch(request)') as typeof input
  return request === input ? called : { ...called, args: [request, ...rest] }
}

function listOf(tags: unknown): readonly unknown[] {
  return Array.isArray(tags) ? tags : []
}
