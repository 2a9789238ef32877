/**
 * One call of the origin, for everybody who waits for it. Its answer is given at once to whoever
 * asked, and read to the end beside: only a whole one may be stored.
 */
import { AbortController, Response } from '../../natives.js'
import type { BypassReason, Generated, Run } from '../engine/generated.js'
import { fetchedHeaders, overBody } from './stored-fetch.js'
import { wholeBody } from './whole-body.js'

/** What is stored of an answer, and what is done with it. */
export interface OriginRules {
  /** Seconds. */
  readonly revalidate: number
  readonly tags: readonly string[]
  /** Bytes of a body. */
  readonly maxBytes: number
  readonly keepsCookies: boolean
  /**
   * Whether the one who asked waits until it is there as a whole, and stored: he makes something
   * that will be stored too, and may have to do with what is stale.
   */
  readonly waits: boolean
  /** Of the one who asked: ends nobody's answer but his. */
  readonly signal: AbortSignal | undefined
  open(signal: AbortSignal): Promise<Response>
  /** Told of the answer as soon as its head is there; not in the background. */
  onHead(response: Response): void
  onTooLarge(bytes: number): void
}

/** @throws what the origin's answer, or its body, fails with. */
export async function askOrigin(rules: OriginRules, run: Run): Promise<Generated<undefined>> {
  const response = await opened(rules, run.signal)
  const give = run.background ? undefined : rules.onHead
  if (!isReadable(response)) {
    give?.(response)
    return bypass('stream')
  }
  const announced = Number(response.headers.get('content-length'))
  if (announced <= rules.maxBytes) return read(response, give, rules, run)
  rules.onTooLarge(announced)
  if (give) give(overBody(response, response.body, rules.signal))
  else response.body?.cancel().catch(() => {})
  return bypass('too-large')
}

/** Taking too long ends the call until there is an answer; then it only ends the reading of it. */
async function opened({ open }: OriginRules, signal: AbortSignal): Promise<Response> {
  const call = new AbortController()
  const stop = (): void => call.abort(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  try {
    return await open(call.signal)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** What a stand-in for `fetch` gives may be anything; of another origin, it may be opaque. */
function isReadable(response: unknown): boolean {
  if (!(response instanceof Response) || response.status === 0) return false
  return !response.bodyUsed && !response.body?.locked
}

async function read(
  response: Response,
  give: OriginRules['onHead'] | undefined,
  rules: OriginRules,
  { signal }: Run,
): Promise<Generated<undefined>> {
  const { maxBytes, keepsCookies, revalidate, tags, waits } = rules
  const { status, url } = response
  const headers = fetchedHeaders(response.headers, keepsCookies)
  const [kept, given] = (give && response.body?.tee()) ?? [response.body, null]
  const live = overBody(response, given, rules.signal)
  if (!waits) give?.(live)
  const body = await wholeBody(kept, { maxBytes, signal })
  if (typeof body === 'string') {
    if (body === 'too-large') rules.onTooLarge(maxBytes + 1)
    give?.(live)
    return bypass(body)
  }
  if (waits) live.body?.cancel().catch(() => {})
  // As after an error: shared by those who wait, kept by nobody, and what is stored stays.
  if (status !== 200) return { type: 'fail', answer: { status, headers, body } }
  const entry = { status, headers, url, body }
  return { type: 'store', kind: 'F', tags, revalidate, expire: Number.POSITIVE_INFINITY, ...entry }
}

function bypass(reason: BypassReason): Generated<undefined> {
  return { type: 'bypass', reason, live: undefined }
}
