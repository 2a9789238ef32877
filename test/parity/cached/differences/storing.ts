/** What is stored, and what is not. */
import type { Declared } from '../compare'
import {
  A_PAGE,
  at,
  FOR_EVER,
  inBoth,
  inSteps,
  NO_STORE,
  notStored,
  seconds,
  stored,
  TELLS_LIFE,
} from './declare'

const COOKIES = 'D-m: cookies of one visitor are not for others'
const FAILURES = 'D-m: a failure is not for others'
const STATUS = 'only answers that say so in themselves are for everybody'
const DYNAMIC =
  'what Next.js knows when it builds is seen here when it runs; nobody behind us may keep the answer'

const REFUSED = 'what a handler makes of a refusal (`dynamic = "error"`) is for the one who asked'

const OTHER_METHODS = 'D2: a GET beside other methods is cached, as documented'

const UNSTORED: readonly Declared[] = [
  ...notStored(COOKIES, '/answers/headers/set-cookie'),
  ...notStored(COOKIES, '/answers/two-cookies'),
  ...[429, 500, 503].flatMap(status => notStored(FAILURES, `/answers/status/${status}`)),
  ...[400, 401, 403, 418].flatMap(status => notStored(STATUS, `/answers/status/${status}`)),
  ...notStored('the key knows nothing of the origin', '/answers/headers/vary-origin'),
  ...['no-store', 'private'].flatMap(kind =>
    notStored('the handler has said so', `/answers/headers/${kind}`, { ownControl: true }),
  ),
]

const FIRST_FAILURE = 'GET /answers/fails-at-once/501'

const NO_ANSWER: readonly Declared[] = [
  {
    title: 'nothing is stored yet, and the run fails: 501',
    reason: FAILURES,
    parity: 'improved',
    fields: {
      [at(1, FIRST_FAILURE, 'headers.x-nextjs-cache')]: [['MISS'], undefined],
      [at(2, FIRST_FAILURE, 'headers.x-nextjs-cache')]: [['HIT'], undefined],
      [at(3, FIRST_FAILURE, 'headers.x-nextjs-cache')]: [['HIT'], ['MISS']],
      [at(3, FIRST_FAILURE, 'status')]: [501, 200],
      [at(3, FIRST_FAILURE, 'body')]: ['501', 'run 1'],
    },
  },
  {
    title: 'nothing is stored yet, and the run fails: 501',
    reason: FAILURES,
    parity: 'improved',
    versions: TELLS_LIFE,
    fields: inSteps([1, 2], FIRST_FAILURE, 'headers.cache-control', FOR_EVER, NO_STORE),
  },
  {
    title: 'nothing is stored yet, and the run fails: throws-first',
    reason: 'D-f: Next.js answers with a page',
    fields: inSteps([1, 2], 'GET /answers/fails-at-once/throws-first', 'body', A_PAGE, ''),
  },
]

const LIFE: readonly Declared[] = [
  ...['not-found', 'status/404', 'status/410'].map(what =>
    inBoth(
      'what was not found may be there soon',
      `/answers/${what}`,
      { 'headers.cache-control': [FOR_EVER, ['s-maxage=60']] },
      { parity: 'improved', versions: TELLS_LIFE },
    ),
  ),
  inBoth('the age is that of what we stored', '/answers/headers/age', {
    'headers.age': [['7'], undefined],
  }),
  ...['/answers/sets-cookie', '/config/calls-headers', '/config/calls-no-store'].map(dynamic),
  dynamic('/data/static-fetch/auto-no-store'),
  inBoth(REFUSED, '/config/error-touch', { 'headers.x-nextjs-cache': [['HIT'], undefined] }),
  inBoth(
    REFUSED,
    '/config/error-touch',
    { 'headers.cache-control': [FOR_EVER, NO_STORE] },
    { versions: TELLS_LIFE },
  ),
  ...turnsDynamic(),
]

/** A path on demand whose handler looks at the request. */
function turnsDynamic(): Declared[] {
  const target = 'GET /params/varying/x'
  const title = 'a static path turns out to be dynamic'
  const answers = [1, 2].map(step => ({
    ...inSteps([step], target, 'status', 500, 200),
    ...inSteps([step], target, 'body', A_PAGE, `null run ${step}`),
    ...inSteps([step], target, 'headers.content-type', undefined, ['text/plain;charset=UTF-8']),
  }))
  return [
    { title, reason: DYNAMIC, fields: Object.assign({}, ...answers) },
    {
      title,
      reason: DYNAMIC,
      versions: TELLS_LIFE,
      fields: inSteps([1, 2], target, 'headers.cache-control', undefined, NO_STORE),
    },
  ]
}

function dynamic(path: string): Declared {
  const fields = { 'headers.cache-control': [undefined, NO_STORE] as const }
  return inBoth(DYNAMIC, path, fields, { versions: TELLS_LIFE })
}

/** Next.js cannot read the body of a 204 that it has made. */
const NO_CONTENT: readonly Declared[] = [
  inBoth('a 204 is stored', '/answers/status/204', {
    status: [500, 204],
    body: [A_PAGE, ''],
    'headers.x-nextjs-cache': [undefined, ['HIT']],
  }),
  inBoth(
    'a 204 is stored',
    '/answers/status/204',
    { 'headers.cache-control': [undefined, FOR_EVER] },
    { versions: TELLS_LIFE },
  ),
]

const BESIDE_POST = 'GET /methods/get-post'

const METHODS: readonly Declared[] = [
  ...stored(OTHER_METHODS, '/methods/get-post', () => FOR_EVER),
  // 14 has forgotten PUT (N8).
  ...stored(OTHER_METHODS, '/methods/get-put', version => seconds(60, version), TELLS_LIFE),
  {
    title: 'no other method writes what a GET answers',
    reason: OTHER_METHODS,
    parity: 'improved',
    fields: {
      ...inSteps([2, 5], BESIDE_POST, 'headers.x-nextjs-cache', undefined, ['HIT']),
      [at(5, BESIDE_POST, 'body')]: ['GET run 5', 'GET run 2'],
    },
  },
  {
    title: 'no other method writes what a GET answers',
    reason: OTHER_METHODS,
    parity: 'improved',
    versions: TELLS_LIFE,
    fields: inSteps([2, 5], BESIDE_POST, 'headers.cache-control', undefined, FOR_EVER),
  },
]

export const storing = [...UNSTORED, ...NO_ANSWER, ...LIFE, ...NO_CONTENT, ...METHODS]
