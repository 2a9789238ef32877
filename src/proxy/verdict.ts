/** What a proxy returned: the answer itself, or what it asks for before the routes answer. */
import { RouteHandlersError } from '../errors.js'
import type { Answer } from '../handler/run.js'
import { type ResponseHead, readHead } from '../http/response/head.js'

/** By lower-case name; `undefined` removes the field. */
export type HeaderChanges = ReadonlyMap<string, string | undefined>

export type Verdict =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | {
      readonly kind: 'next'
      /** Absent where the proxy returned nothing. */
      readonly head?: ResponseHead
      readonly changes?: HeaderChanges
      /** Absolute URL of what answers instead. */
      readonly rewrite?: string
    }

/** They describe the message that arrived, and whom it was for; its body is read by them. */
const OF_THE_MESSAGE = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * @param setCookie - the complete list of cookies of the answer, where `cookies()` has changed it.
 * @param given - the headers that the proxy was shown.
 * @throws RouteHandlersError `RH_NO_RESPONSE`, in Next.js's words.
 */
export function verdictOf(
  value: unknown,
  setCookie: readonly string[] | undefined,
  given: Headers,
  file: string,
): Verdict {
  if (value === undefined || value === null) return { kind: 'next' }
  if (!isResponse(value)) {
    throw new RouteHandlersError(
      'RH_NO_RESPONSE',
      `Expected an instance of Response to be returned by the proxy in ${file}`,
      { file },
    )
  }
  const { headers } = value
  const rewrite = headers.get('x-middleware-rewrite')
  if (rewrite === null && headers.get('x-middleware-next') !== '1') {
    const answer = { response: value, ...(setCookie && { setCookie }) }
    return { kind: 'answer', answer }
  }
  const changes = changesOf(headers, given)
  return {
    kind: 'next',
    head: readHead(value, setCookie),
    ...(changes && { changes }),
    ...(rewrite !== null && { rewrite }),
  }
}

function isResponse(value: unknown): value is Response {
  const { status, headers } = Object(value) as Partial<Response>
  return typeof status === 'number' && typeof headers?.get === 'function'
}

/** `NextResponse.next({ request: { headers } })`: exactly these; what is not among them is removed. */
function changesOf(headers: Headers, given: Headers): HeaderChanges | undefined {
  const listed = headers.get('x-middleware-override-headers')
  if (!listed) return undefined
  const names = new Set(listed.split(',').map(name => name.trim()))
  const changes = new Map<string, string | undefined>()
  for (const name of given.keys()) if (!names.has(name)) changes.set(name, undefined)
  for (const name of names) {
    const value = headers.get(`x-middleware-request-${name}`) ?? ''
    if (value !== given.get(name)) changes.set(name, value)
  }
  for (const name of changes.keys()) if (OF_THE_MESSAGE.has(name)) changes.delete(name)
  return changes
}
