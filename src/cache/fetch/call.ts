/** A call of `fetch`, read without touching it: what it asks for, and what the platform is given. */
import { Headers, Request, URL } from '../../natives.js'
import type { Asked } from './decision.js'

/** `next: { … }`, as Next.js adds it to `RequestInit`. */
export interface NextOptions {
  readonly revalidate?: unknown
  readonly tags?: unknown
  /** Next.js's own calls, which are nobody's data. */
  readonly internal?: unknown
}

export type Fetch = typeof globalThis.fetch
export type FetchArguments = Parameters<Fetch>

/** As it was called. */
export interface Called {
  readonly original: Fetch
  readonly self: unknown
  readonly args: FetchArguments
}

type Init = RequestInit & { readonly next?: NextOptions }

/** Whether the call says nothing of caching: what most calls do. */
export function isPlain({ 0: input, 1: init }: FetchArguments): boolean {
  const { next, cache = 'default' } = (init ?? {}) as Init
  if (next !== undefined || cache !== 'default') return false
  if (!isRequest(input)) return true
  return input.cache === 'default' && Reflect.get(input, 'next') === undefined
}

/** Whether the call asks to be stored. */
export function asksToBeStored({ 0: input, 1: init }: FetchArguments): boolean {
  const { next, cache } = (init ?? {}) as Init
  if (next !== undefined || cache === 'force-cache') return true
  if (!isRequest(input)) return false
  return input.cache === 'force-cache' || Reflect.get(input, 'next') !== undefined
}

export function nextOptions([input, init]: FetchArguments): NextOptions {
  const ofRequest = isRequest(input) ? (Reflect.get(input, 'next') as NextOptions) : undefined
  return { ...ofRequest, ...given((init as Init | undefined)?.next) }
}

/** @throws TypeError for headers that the platform does not accept either. */
export function askedBy(args: FetchArguments, { revalidate }: NextOptions): Asked {
  const [input, init] = args
  const request = isRequest(input) ? input : undefined
  const headers = new Headers(init?.headers ?? request?.headers)
  return {
    cache: init?.cache ?? request?.cache,
    revalidate,
    hasCredentials: headers.has('authorization') || headers.has('cookie'),
    method: init?.method ?? request?.method ?? 'GET',
    isRequest: request !== undefined,
    url: urlOf(input),
  }
}

/** As the platform is to be called: without `next`, and without touching what the caller holds. */
export function callThrough({ original, self, args }: Called): Promise<Response> {
  return Reflect.apply(original, self, withoutNext(args))
}

export function withoutNext(args: FetchArguments): FetchArguments {
  const [input, init] = args
  if (init === undefined || init === null || !('next' in init)) return args
  const { next: _, ...rest } = init as Init
  return [input, rest]
}

export function isRequest(input: unknown): input is Request {
  return input instanceof Request
}

/** Without a name and a password; empty for what is no URL. */
function urlOf(input: FetchArguments[0]): string {
  try {
    const url = new URL(isRequest(input) ? input.url : input)
    url.username = ''
    url.password = ''
    return url.href
  } catch {
    return ''
  }
}

/** Without those that are `undefined`, which do not hide what a `Request` says. */
function given(options: NextOptions = {}): NextOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
