/** Answers of the cache for clients, and those that it has no part in. */
import { NO_STORE } from '../cache/answers/cache-control.js'
import type { FailedAnswer } from '../cache/engine/generated.js'
import type { Entry } from '../cache/entry/entry.js'
import type { Answer } from '../handler/run.js'
import type { ResponseHead } from '../http/response/head.js'
import type { WholeAnswer } from '../http/response/send.js'
import { Headers, Response } from '../natives.js'
import type { Manner, Reading } from './reading.js'
import { storedHead } from './stored-head.js'

const BODILESS = new Set([204, 304])

/** Sent as head and bytes; a `Response` only for those who ask for one. */
export class StoredAnswer implements Answer {
  readonly kind = 'answer'
  readonly whole: WholeAnswer

  /** The bytes stay the entry's: nobody changes what he is given to send. */
  constructor(entry: Entry, reading: Reading, manner: Manner) {
    this.whole = { head: storedHead(entry, reading, manner), body: entry.body }
  }

  get response(): Response {
    const { head, body } = this.whole
    const content = BODILESS.has(head.status) ? null : contentOf(body)
    return new Response(content, { status: head.status, headers: headersOf(head) })
  }
}

/** A failure that several wait for: to each a response of his own. */
export function failedAnswer({ status, headers, body }: FailedAnswer, manner: Manner): Answer {
  const said = new Headers(headers as [string, string][])
  if (manner.tellsLife && !said.has('cache-control')) said.set('cache-control', NO_STORE)
  return { response: new Response(contentOf(body), { status, headers: said }) }
}

/** An answer that concerns one request, said so unless its handler has said something. */
export function ownAnswer<A extends Answer>(answer: A): A {
  if (answer.response.headers.has('cache-control')) return answer
  return { ...answer, ours: [...(answer.ours ?? []), ['cache-control', NO_STORE]] }
}

function headersOf({ fields, setCookie, vary }: ResponseHead): Headers {
  const headers = new Headers(fields as [string, string][])
  for (const cookie of setCookie) headers.append('set-cookie', cookie)
  if (vary !== undefined) headers.set('vary', vary)
  return headers
}

/** A copy: a stream may take its bytes away. */
function contentOf(body: Uint8Array): Uint8Array<ArrayBuffer> | null {
  return body.byteLength === 0 ? null : new Uint8Array(body)
}
