/**
 * What came of one run of a handler, as the engine takes it: its answer read to the end and judged,
 * or given to the one who asked.
 */

import { Response } from '../../natives.js'
import type { BypassReason, Generated } from '../engine/generated.js'
import { buffered } from './buffered.js'
import { lifeOf, type Rules, verdictOn } from './storable.js'
import { storedHeaders } from './stored-headers.js'
import { weakETag } from './validators.js'

export interface GenerationRules extends Rules {
  /** Bytes of one entry. */
  readonly maxEntryBytes: number
  /** Seconds that a 404 or 410 lives at most. */
  readonly notFoundMaxAge: number
}

/** What the run has told of itself; read when its body has ended, which may be the last to tell. */
export interface Ran {
  readonly isDynamic: () => boolean
  readonly tags: () => readonly string[]
  readonly life: () => { readonly revalidate: number; readonly expire: number }
}

/** @throws what the body fails with. */
export async function generated(
  response: Response,
  ran: Ran,
  signal: AbortSignal,
  rules: GenerationRules,
): Promise<Generated<Response>> {
  const first = verdictOn(response, ran.isDynamic(), rules)
  if (first.type === 'bypass') return bypass(first.reason, response)
  const read = await buffered(response, { maxBytes: rules.maxEntryBytes, signal })
  if (read.kind !== 'whole') return bypass(read.kind, read.response)
  const { status } = response
  const headers = storedHeaders(response.headers)
  if (first.type === 'fail') return { type: 'fail', answer: { status, headers, body: read.body } }
  const { revalidate, expire } = ran.life()
  if (ran.isDynamic() || revalidate === 0) return bypass('dynamic', again(response, read.body))
  return {
    type: 'store',
    kind: 'R',
    tags: ran.tags(),
    revalidate: lifeOf(status, revalidate, rules.notFoundMaxAge),
    expire,
    status,
    headers,
    ...(status === 200 && { etag: weakETag(read.body) }),
    body: read.body,
  }
}

function bypass(reason: BypassReason, live: Response): Generated<Response> {
  return { type: 'bypass', reason, live }
}

/** The answer that was read, for the one who asked. */
function again({ status, statusText, headers }: Response, body: Buffer): Response {
  const isEmpty = body.byteLength === 0
  return new Response(isEmpty ? null : (body as Uint8Array<ArrayBuffer>), {
    ...{ status, statusText, headers },
  })
}
