/** Words, and what is left of a fetched answer. */
import type { Declared } from '../compare'
import { at, inBoth, inSteps } from './declare'

const COOKIES_ARE_SEALED =
  'Cookies can only be modified in a Server Action or Route Handler. Read more: https://nextjs.org/docs/app/api-reference/functions/cookies#'
const INVALID = (route: string, no: string) =>
  JSON.stringify({
    error: `Invalid revalidate value "x" on "${route}", must be a non-negative number or ${no}`,
  })

const fetched = (cookies: readonly string[]) =>
  JSON.stringify({
    ...{ status: 200, body: 'run 1', cookies, type: 'text/plain', path: '/fetch/cookie' },
    ...{ redirected: false, class: true },
  })

export const wording: readonly Declared[] = [
  inBoth(
    'the words of 16',
    '/config/error-touch',
    {
      body: [
        expect.stringContaining('it used `headers`.'),
        expect.stringContaining('it used `headers()`.'),
      ],
    },
    { versions: [14, 15] },
  ),
  inBoth(
    'the words of 15 and 16',
    '/answers/sets-forced-cookie',
    {
      body: [`${COOKIES_ARE_SEALED}cookiessetname-value-options`, `${COOKIES_ARE_SEALED}options`],
    },
    { versions: [14] },
  ),
  {
    title: 'fetch: invalid',
    reason: 'the words of 15 and 16',
    versions: [14],
    fields: inSteps(
      [1, 2],
      'GET /data/fetch/invalid',
      'body',
      INVALID('/data/fetch/invalid', '"false"'),
      INVALID('/data/fetch/[how]', 'false'),
    ),
  },
  {
    title: 'fetch: cookie',
    reason: 'D-m: cookies of one visitor are not for others',
    parity: 'improved',
    fields: {
      [at(2, 'GET /data/fetch/cookie', 'body')]: [fetched(['origin=1']), fetched([])],
    },
  },
]
