/**
 * Plays a sequence of requests against one server and writes the answers down. Every run of a
 * handler, and every answer of the server behind, has a random name; here they become `run 1`,
 * `run 2`, … in the order of their appearance, so that what is compared is who answered with whose.
 */
import { normalise } from '../normalise'
import { type Answer, send, type WireRequest } from '../wire'
import { isValidated, withoutValidators } from './validators'

export type State = 'HIT' | 'STALE' | 'MISS'

/** `[2] GET /path: headers.age` → what it was. */
export type Recording = Record<string, unknown>

/** A request, or the path of a GET. */
type Asked = WireRequest | string

/** An answer, and what it says of the cache. */
type Told = Answer & { readonly state?: State }

const PATIENCE = 12_000
const PAUSE = 40
const NAME = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

export class Player {
  readonly #port: number
  readonly #hasValidators: boolean
  readonly #names = new Map<string, string>()
  readonly recording: Recording = {}
  /** Steps whose answers came from the cache and have other validators than they should. */
  readonly amiss: string[] = []
  /** What was recorded, as it came. */
  readonly #answers: Answer[] = []
  #steps = 0

  /** @param hasValidators - whether the server adds some to what is stored; they are taken out. */
  constructor(port: number, hasValidators: boolean) {
    this.#port = port
    this.#hasValidators = hasValidators
  }

  /**
   * Next.js has filled its cache while it built, and may have let it grow old; we have not. This
   * asks until the answer comes from the cache, or is of a kind that never does. Not recorded.
   */
  async warm(asked: Asked): Promise<void> {
    await this.#poll(asked, answer => isEnough(answer, 'HIT'))
  }

  async ask(asked: Asked): Promise<void> {
    const step = this.#step(asked)
    this.#record(step, await send(this.#port, requestOf(asked)))
  }

  /** As {@link until}, and not recorded: Next.js 15 says more of what it built than of the rest. */
  async reach(state: State, asked: Asked): Promise<void> {
    await this.#poll(asked, answer => isEnough(answer, state))
  }

  /**
   * Asks until the answer is said to be a `state`, or not to come from the cache at all; that one,
   * or the last, is recorded.
   */
  async until(state: State, asked: Asked): Promise<void> {
    const step = this.#step(asked)
    this.#record(step, await this.#poll(asked, answer => isEnough(answer, state)))
  }

  /** Asks until what was kept for the last answer is given again, or does not seem to be kept. */
  async settle(asked: Asked): Promise<void> {
    const last = keptIn(this.#answers.at(-1)!)
    await this.#poll(asked, answer => keptIn(answer) === last, 1000)
  }

  /** Asks until what is kept is another than in the first answer of the sequence. */
  async untilChanged(asked: Asked): Promise<void> {
    const first = keptIn(this.#answers[0]!)
    const step = this.#step(asked)
    this.#record(step, await this.#poll(asked, answer => keptIn(answer) !== first))
  }

  async together(...asked: Asked[]): Promise<void> {
    await Promise.all(asked.map(one => this.ask(one)))
  }

  /** Calls a function of `next/cache` in a handler. */
  invalidate(call: 'revalidateTag' | 'revalidatePath', ...args: unknown[]): Promise<void> {
    return this.ask(post('/invalidate', { call, args }))
  }

  /** Sets what handlers look at, if there is a value; not recorded. */
  async switch(name: string, value?: unknown): Promise<unknown> {
    const { body } = await send(this.#port, post('/switch', { name, value }))
    return JSON.parse(body)
  }

  /** A cookie as the server has set it last. */
  get cookie(): string {
    return this.#answers.at(-1)?.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  }

  async #poll(asked: Asked, suffices: (answer: Told) => boolean, patience = PATIENCE) {
    for (const end = Date.now() + patience; ; ) {
      const answer = await send(this.#port, requestOf(asked))
      const state = answer.headers['x-nextjs-cache']?.[0] as State | undefined
      if (suffices({ ...answer, ...(state && { state }) }) || Date.now() > end) return answer
      await new Promise(done => setTimeout(done, PAUSE))
    }
  }

  /** Counted when it is sent. */
  #step(asked: Asked): string {
    const { method = 'GET', path } = requestOf(asked)
    this.#steps++
    return `[${this.#steps}] ${method} ${path}`
  }

  #record(step: string, answer: Answer): void {
    this.#answers.push(answer)
    if (!isValidated(answer, this.#hasValidators)) this.amiss.push(step)
    const { status, headers, body, cut } = normalise(pageOrAnswer(this.#plain(answer)), this.#port)
    const named = Object.entries(headers).map(([name, lines]) => [`headers.${name}`, lines])
    const fields = { status, ...Object.fromEntries(named), body, ...(cut && { cut }) }
    for (const [field, value] of Object.entries(fields)) {
      this.recording[`${step}: ${field}`] = this.#renamed(value)
    }
  }

  /** D4 */
  #plain(answer: Answer): Answer {
    return this.#hasValidators ? { ...answer, headers: withoutValidators(answer) } : answer
  }

  #renamed(value: unknown): unknown {
    const text = JSON.stringify(value).replace(NAME, name => {
      const known = this.#names.get(name) ?? `run ${this.#names.size + 1}`
      this.#names.set(name, known)
      return known
    })
    return JSON.parse(text)
  }
}

const isEnough = ({ state }: Told, wanted: State) => state === wanted || state === undefined

/** The pages that Next.js answers by itself are another matter. */
function pageOrAnswer(answer: Answer): Answer {
  const { status, headers, body } = answer
  const isBare = status === 500 && body === 'Internal Server Error'
  const isPage = isBare || headers['x-powered-by']?.[0] === 'Next.js'
  return isPage ? { ...answer, headers: {}, body: '<a page of Next.js>' } : answer
}

function requestOf(asked: Asked): WireRequest {
  return typeof asked === 'string' ? { path: asked } : asked
}

function post(path: string, value: unknown): WireRequest {
  const headers = { 'content-type': 'application/json' }
  return { method: 'POST', path, headers, body: JSON.stringify(value) }
}

/** Handlers name themselves `run`, beside what they keep. */
function keptIn({ headers, body }: Answer): string {
  if (headers['content-type']?.[0] !== 'application/json') return body
  const { value, body: received, fetched } = JSON.parse(body)
  return JSON.stringify(value ?? received ?? fetched)
}
