/** What is said about answers, and by whom. */
import type { Declared } from '../compare'
import { A_PAGE, at, FOR_EVER, inSteps, NO_STORE, TELLS_LIFE } from './declare'

const HEAD = 'HEAD /methods/get-head'
const OWN_HEAD = 'an exported HEAD answers each HEAD'

const HEADS: readonly Declared[] = [
  {
    title: 'an exported HEAD runs each time',
    reason: OWN_HEAD,
    fields: {
      ...inSteps([1, 2], HEAD, 'headers.x-nextjs-cache', ['HIT'], undefined),
      ...inSteps([1, 2], HEAD, 'headers.content-type', ['text/plain;charset=UTF-8'], undefined),
      [at(1, HEAD, 'headers.x-head')]: [undefined, ['run 1']],
      [at(2, HEAD, 'headers.x-head')]: [undefined, ['run 2']],
      [at(3, 'GET /methods/get-head', 'body')]: ['GET run 1', 'GET run 3'],
    },
  },
  {
    title: 'an exported HEAD runs each time',
    reason: OWN_HEAD,
    versions: TELLS_LIFE,
    fields: inSteps([1, 2], HEAD, 'headers.cache-control', FOR_EVER, undefined),
  },
]

const FORCED = '/config/force-static'
const CONDITIONS = 'conditions, ranges and credentials'

const VALIDATORS: readonly Declared[] = [
  {
    title: CONDITIONS,
    reason: 'D4: what the client has is not sent again',
    parity: 'improved',
    fields: {
      [at(1, `GET ${FORCED}`, 'status')]: [200, 304],
      [at(1, `GET ${FORCED}`, 'headers.content-type')]: [['application/json'], undefined],
      [at(1, `GET ${FORCED}`, 'headers.x-own')]: [['kept'], undefined],
      [at(1, `GET ${FORCED}`, 'body')]: [expect.stringContaining('"run":"run 1"'), ''],
    },
  },
  {
    title: CONDITIONS,
    reason: 'H3: s-maxage would let shared caches keep an authorised answer',
    parity: 'improved',
    versions: TELLS_LIFE,
    fields: {
      [at(4, `GET ${FORCED}`, 'headers.cache-control')]: [FOR_EVER, ['private, no-cache']],
    },
  },
]

const DRAFT_PATH = 'GET /config/revalidate-false'
const DELETED = 'Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=None'

const DRAFT: readonly Declared[] = [
  {
    title: 'draft mode reads past what is stored, and stores nothing',
    reason: 'an answer of draft mode does not come from the cache; a bad cookie is left alone',
    fields: {
      ...inSteps([3, 4], DRAFT_PATH, 'headers.x-nextjs-cache', ['HIT'], undefined),
      [at(6, DRAFT_PATH, 'headers.set-cookie')]: [
        [`__prerender_bypass=; ${DELETED}`, `__next_preview_data=; ${DELETED}`],
        undefined,
      ],
    },
  },
]

/** Where Next.js answers with a page. */
const PAGES: readonly Declared[] = [
  ...['x', 'b+c'].map((name, index): Declared => {
    const target = `GET /params/only/${name}`
    const steps = [1, 2].map(step => step + 2 * index)
    return {
      title: 'dynamicParams = false knows no others',
      reason: 'D-e',
      fields: {
        ...inSteps(steps, target, 'body', A_PAGE, ''),
        ...inSteps(steps, target, 'headers.cache-control', undefined, NO_STORE),
      },
    }
  }),
  {
    title: 'dynamicParams = false concerns HEAD and other methods',
    reason: 'D-e',
    fields: {
      ...inSteps([1], 'HEAD /params/only/z', 'body', A_PAGE, ''),
      ...inSteps([1], 'HEAD /params/only/z', 'headers.cache-control', undefined, NO_STORE),
      ...inSteps([2], 'POST /params/only/z', 'body', A_PAGE, ''),
      ...inSteps([2], 'POST /params/only/z', 'headers.cache-control', undefined, NO_STORE),
    },
  },
  {
    title: 'dynamicParams = false concerns HEAD and other methods',
    reason: 'as in 15 and 16: the path is not there, whatever the method',
    versions: [14],
    fields: { [at(2, 'POST /params/only/z', 'status')]: [405, 404] },
  },
]

const ALLOWED = ['GET, HEAD, OPTIONS']

/** @param body - of a 405 */
const refused = (body: string, allow: readonly string[] | undefined): Declared['fields'] =>
  Object.assign(
    { [at(3, `OPTIONS ${FORCED}`, 'status')]: [405, 204] },
    ...['POST', 'DELETE', 'OPTIONS'].map((method, index) => ({
      [at(index + 1, `${method} ${FORCED}`, 'body')]: [body, ''],
      [at(index + 1, `${method} ${FORCED}`, 'headers.allow')]: [allow, ALLOWED],
    })),
  )

const METHODS: readonly Declared[] = [
  {
    title: 'methods that a static file does not have',
    reason: 'D-d',
    versions: [14],
    fields: refused(A_PAGE, undefined),
  },
  {
    title: 'methods that a static file does not have',
    reason: 'D-d',
    versions: TELLS_LIFE,
    fields: refused('Method Not Allowed', ['GET', 'HEAD']),
  },
]

export const answering: readonly Declared[] = [
  ...HEADS,
  ...VALIDATORS,
  ...DRAFT,
  ...PAGES,
  ...METHODS,
]
