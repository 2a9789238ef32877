/** What we say of stored answers and Next.js does not (D4). */
import type { Answer } from '../wire'

/** Whether an answer has the validators that it should have, and no others. */
export function isValidated(answer: Answer, hasValidators: boolean): boolean {
  return validatorsOf(answer, hasValidators) === expectedOf(answer, hasValidators)
}

/** By name. A length may be the framing of the host. */
function validatorsOf({ headers }: Answer, hasValidators: boolean): string {
  const ours = ['etag', 'age', ...(hasValidators ? ['content-length'] : [])]
  return headers['x-nextjs-cache'] ? ours.filter(name => headers[name]).join() : ''
}

function expectedOf({ headers, status }: Answer, hasValidators: boolean): string {
  const state = headers['x-nextjs-cache']?.[0]
  if (state === undefined) return ''
  if (!hasValidators) return headers.etag?.[0] === '"own"' ? 'etag' : ''
  return [
    ...(status === 200 || status === 304 ? ['etag'] : []),
    ...(state === 'MISS' ? [] : ['age']),
    ...(status === 204 || status === 304 ? [] : ['content-length']),
  ].join()
}

/** An ETag of the body, the age of what was stored, and on HEAD the length that a GET has. */
export function withoutValidators({ headers, body }: Answer): Answer['headers'] {
  const { etag, age, 'content-length': length, ...rest } = headers
  const state = headers['x-nextjs-cache']?.[0]
  if (state === undefined) return headers
  const isOurs = /^W\/"[\w-]{22}"$/.test(etag?.join() ?? '')
  const isAge = state !== 'MISS' && /^\d+$/.test(age?.join() ?? '')
  return {
    ...rest,
    ...(etag && !isOurs && { etag }),
    ...(age && !isAge && { age }),
    ...(length && body !== '' && { 'content-length': length }),
  }
}
