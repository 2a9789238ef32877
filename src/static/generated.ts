/**
 * What came of one run of a handler, as the engine takes it: its answer read to the end and judged,
 * or given to the one who asked.
 */
import { lifeOf, type Rules, verdictOn } from '../cache/answers/storable.js'
import { storedHeaders } from '../cache/answers/stored-headers.js'
import { weakETag } from '../cache/answers/validators.js'
import type { BypassReason, Generated } from '../cache/engine/generated.js'
import type { Result } from '../exchange.js'
import { cookiesOf } from '../fetch/set-cookie-lines.js'
import { readHead } from '../http/response/head.js'
import { isStillCoded } from './coded-body.js'
import { readAnswer, withBody } from './read-answer.js'

export interface GenerationRules extends Rules {
  /** Bytes of one entry. */
  readonly maxEntryBytes: number
  /** Seconds that a 404 or 410 lives at most. */
  readonly notFoundMaxAge: number
  /** Whether tags reach answers. */
  readonly isTagged: boolean
}

/** What the run has told of itself; asked again when its body has ended, the last to tell. */
export interface Ran {
  readonly isDynamic: boolean
  readonly tags: readonly string[]
  /** Seconds. */
  readonly life: { readonly revalidate: number; readonly expire: number }
}

/** What a handler has answered. */
export type Answered = Extract<Result, { readonly kind: 'answer' }>

/** Tags beyond which an answer is not stored. */
const MAX_TAGS = 1024

/**
 * @param signal - aborts when reading has taken too long.
 * @throws what the body fails with.
 */
export async function generated(
  answer: Answered,
  ran: Ran,
  signal: AbortSignal,
  rules: GenerationRules,
): Promise<Generated<Answered>> {
  const { response, setCookie = cookiesOf(response.headers) } = answer
  if (ran.life.revalidate === 0) return bypass('dynamic', answer)
  const verdict = verdictOn(response, ran.isDynamic, setCookie, rules)
  if (verdict.type === 'bypass') return bypass(verdict.reason, answer)
  const { contentLength } = readHead(response, setCookie)
  // That of an origin says how long the body was before it was decoded.
  const declared = response.headers.has('content-encoding') ? undefined : contentLength
  const read = await readAnswer(response, { maxBytes: rules.maxEntryBytes, declared, signal })
  if (read.kind !== 'whole') return bypass(read.kind, { ...answer, response: read.response })
  const { body } = read
  const headers = storedHeaders(response.headers)
  if (verdict.type === 'fail') {
    return { type: 'fail', answer: { status: response.status, headers, body } }
  }
  const late = lateReason(response, body, ran)
  if (late !== undefined) return bypass(late, { ...answer, response: withBody(response, body) })
  if (rules.parity === 'exact') for (const line of setCookie) headers.push(['set-cookie', line])
  return stored(response, body, headers, ran, rules)
}

/** Why an answer that nobody reads is for one request. */
export function reasonFor({ response, setCookie = [] }: Answered, rules: Rules): BypassReason {
  const verdict = verdictOn(response, false, setCookie, rules)
  return verdict.type === 'bypass' ? verdict.reason : 'dynamic'
}

/** What only the body, or its end, tells. */
function lateReason(response: Response, body: Buffer, ran: Ran): BypassReason | undefined {
  if (ran.isDynamic || ran.life.revalidate === 0) return 'dynamic'
  if (ran.tags.length > MAX_TAGS) return 'too-many-tags'
  return isStillCoded(response, body) ? 'vary' : undefined
}

function stored(
  { status }: Response,
  body: Buffer,
  headers: readonly (readonly [string, string])[],
  ran: Ran,
  { parity, notFoundMaxAge, isTagged }: GenerationRules,
): Generated<Answered> {
  const { revalidate, expire } = ran.life
  const isExact = parity === 'exact'
  return {
    type: 'store',
    kind: 'R',
    tags: isTagged ? ran.tags : [],
    revalidate: isExact ? revalidate : lifeOf(status, revalidate, notFoundMaxAge),
    expire,
    status,
    headers,
    ...(status === 200 && !isExact && { etag: weakETag(body) }),
    body,
  }
}

function bypass(reason: BypassReason, live: Answered): Generated<Answered> {
  return { type: 'bypass', reason, live }
}
