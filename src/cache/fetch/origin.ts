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
  /** Whether only what will be stored is given out at once. */
  readonly waitsForStale: boolean
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
  const isWanted = !run.background && (response.status === 200 || !rules.waitsForStale)
  if (!isReadable(response)) {
    if (isWanted) rules.onHead(response)
    return bypass('stream')
  }
  const announced = Number(response.headers.get('content-length'))
  if (announced > rules.maxBytes) {
    rules.onTooLarge(announced)
    if (isWanted) rules.onHead(overBody(response, response.body, rules.signal))
    else response.body?.cancel().catch(() => {})
    return bypass('too-large')
  }
  return read(response, isWanted, rules, run)
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

/** What a stand-in for `fetch` gives may be anything. */
function isReadable(response: unknown): boolean {
  return response instanceof Response && !response.bodyUsed && !response.body?.locked
}

async function read(
  response: Response,
  isWanted: boolean,
  rules: OriginRules,
  { signal }: Run,
): Promise<Generated<undefined>> {
  const { maxBytes, keepsCookies, revalidate, tags } = rules
  const { status, url } = response
  const headers = fetchedHeaders(response.headers, keepsCookies)
  let { body } = response
  if (isWanted) {
    const [given, kept] = body?.tee() ?? [null, null]
    body = kept
    rules.onHead(overBody(response, given, rules.signal))
  }
  const whole = await wholeBody(body, { maxBytes, signal })
  if (typeof whole === 'string') {
    if (whole === 'too-large') rules.onTooLarge(maxBytes + 1)
    return bypass(whole)
  }
  // As after an error: shared by those who wait, kept by nobody, and what is stored stays.
  if (status !== 200) return { type: 'fail', answer: { status, headers, body: whole } }
  const entry = { status, headers, url, body: whole }
  return { type: 'store', kind: 'F', tags, revalidate, expire: Number.POSITIVE_INFINITY, ...entry }
}

function bypass(reason: BypassReason): Generated<undefined> {
  return { type: 'bypass', reason, live: undefined }
}
