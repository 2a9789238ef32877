/**
 * Response headers that are set ahead of whoever answers: by a `proxy.ts`, or by the option
 * `headers`. As in Next.js 15+ they beat the handler's fields of the same name; cookies and `Vary`
 * are joined, theirs first.
 */
import { isHttp2, type NodeResponse } from '../messages.js'
import type { ResponseHead } from './head.js'
import type { WholeAnswer } from './send.js'
import { mergeVary } from './vary.js'
import { appendCookies, textOf } from './write-head.js'

type Field = readonly [name: string, value: string]

/** What is put ahead at a time. */
export type AheadHead = Pick<ResponseHead, 'fields' | 'setCookie' | 'vary'>

/** The part of an answer that this has to do with. */
interface Sent {
  readonly response: Response
  readonly ours?: readonly Field[]
  readonly whole?: WholeAnswer
}

export class Ahead {
  readonly #fields = new Map<string, string>()
  readonly #setCookie: string[] = []
  #vary: string | undefined

  add({ fields, setCookie, vary }: AheadHead): void {
    for (const [name, value] of fields) this.#fields.set(name, value)
    this.#setCookie.push(...setCookie)
    if (vary !== undefined) this.#vary = mergeVary(this.#vary ?? '', vary)
  }

  /** Its own fields stand: who answers early is the last to say something. */
  yieldTo(headers: Headers): void {
    for (const name of headers.keys()) this.#fields.delete(name)
  }

  /** The answer with these fields in place of its own. */
  over<A extends Sent>(answer: A): A {
    if (this.#fields.size === 0) return answer
    const { whole } = answer
    const fields = [...this.#fields]
    if (whole === undefined) return { ...answer, ours: [...(answer.ours ?? []), ...fields] }
    const kept = whole.head.fields.filter(([name]) => !this.#fields.has(name))
    const head = { ...whole.head, fields: [...kept, ...fields] }
    // The response of a stored answer is made for those who ask for it.
    return Object.defineProperties(
      { ...answer, whole: { ...whole, head } },
      {
        response: { enumerable: true, get: () => answer.response },
      },
    ) as A
  }

  /** Onto an answer that no host has a part in. */
  finish({ headers }: Response): void {
    for (const [name, value] of this.#fields) headers.set(name, value)
    if (this.#vary !== undefined)
      headers.set('vary', mergeVary(this.#vary, headers.get('vary') ?? ''))
    if (this.#setCookie.length === 0) return
    const cookies = [...this.#setCookie, ...headers.getSetCookie()]
    headers.delete('set-cookie')
    for (const cookie of cookies) headers.append('set-cookie', cookie)
  }
}

/** Sets them where the host and whoever answers behind us find them. */
export function setAhead(response: NodeResponse, { fields, setCookie, vary }: AheadHead): void {
  if (response.headersSent) return
  for (const [name, value] of fields) {
    if (name !== 'connection' || !isHttp2(response)) response.setHeader(name, value)
  }
  if (setCookie.length > 0) appendCookies(response, setCookie)
  if (vary !== undefined) {
    response.setHeader('vary', mergeVary(textOf(response.getHeader('vary')), vary))
  }
}
