/** What follows when an answer is renewed, and when something has been invalidated. */
import type { Declared, Fields } from '../compare'
import { at, FOR_EVER, inSteps, NO_STORE, seconds, TELLS_LIFE } from './declare'

const state = (step: number, target: string, next: unknown, ours: unknown): Fields => ({
  [at(step, target, 'headers.x-nextjs-cache')]: [next, ours],
})

/** A renewal that answers with a failure. */
function keeps(status: 500 | 503): Declared {
  const target = `GET /answers/fails-later/${status}`
  return {
    title: `a renewal fails: ${status}`,
    reason: 'D-m: the last good answer is kept while renewing fails',
    parity: 'improved',
    fields: {
      ...state(3, target, ['HIT'], ['STALE']),
      ...inSteps([3, 4], target, 'status', status, 200),
      ...inSteps([3, 4], target, 'body', String(status), 'run 1'),
    },
  }
}

const FORBIDDEN = 'GET /answers/fails-later/403'
const THROWS = 'GET /answers/fails-later/throws'
const FORBIDDEN_TITLE = 'a renewal fails: 403'
const THROWS_TITLE = 'a renewal fails: throws'
const OWN = 'an answer for one visitor is not for others, and the route not cached for two minutes'
const SAYS_STALE = 'an answer that could not be renewed is said to be stale, and keeps its life'

const FAILURES: readonly Declared[] = [
  keeps(500),
  keeps(503),
  {
    title: FORBIDDEN_TITLE,
    reason: OWN,
    parity: 'improved',
    fields: {
      ...inSteps([3, 5], FORBIDDEN, 'headers.x-nextjs-cache', ['HIT'], undefined),
      ...state(4, FORBIDDEN, ['STALE'], undefined),
      [at(4, FORBIDDEN, 'status')]: [403, 200],
      [at(4, FORBIDDEN, 'body')]: ['403', 'run 2'],
      [at(5, FORBIDDEN, 'body')]: ['run 2', 'run 3'],
    },
  },
  ...TELLS_LIFE.map(
    (version): Declared => ({
      title: FORBIDDEN_TITLE,
      reason: OWN,
      parity: 'improved',
      versions: [version],
      fields: inSteps([3, 4, 5], FORBIDDEN, 'headers.cache-control', seconds(1, version), NO_STORE),
    }),
  ),
  {
    title: THROWS_TITLE,
    reason: SAYS_STALE,
    parity: 'improved',
    fields: state(3, THROWS, ['HIT'], ['STALE']),
  },
  ...TELLS_LIFE.map(
    (version): Declared => ({
      title: THROWS_TITLE,
      reason: SAYS_STALE,
      parity: 'improved',
      versions: [version],
      fields: inSteps(
        [3, 4],
        THROWS,
        'headers.cache-control',
        seconds(3, version),
        seconds(1, version),
      ),
    }),
  ),
]

const SLOW = 'GET /answers/slow/a'
const SLOW_TITLE = 'a tag is invalidated while an answer with it is made'
const BEGAN_BEFORE = 'N1: what began before an invalidation is never stored'

const MEANWHILE: readonly Declared[] = [
  {
    title: SLOW_TITLE,
    reason: BEGAN_BEFORE,
    versions: TELLS_LIFE,
    fields: {
      [at(2, SLOW, 'headers.cache-control')]: [FOR_EVER, NO_STORE],
      ...state(4, SLOW, ['HIT'], ['MISS']),
      ...inSteps([4, 5], SLOW, 'body', 'first run 1', 'second run 2'),
    },
  },
  {
    title: SLOW_TITLE,
    reason: `D12: in 14 tags reach answers. ${BEGAN_BEFORE}`,
    versions: [14],
    parity: 'improved',
    fields: {
      ...state(2, SLOW, ['HIT'], ['MISS']),
      ...state(4, SLOW, ['HIT'], ['MISS']),
      ...inSteps([4, 5], SLOW, 'body', 'first run 1', 'second run 2'),
    },
  },
]

/** Next.js goes on with the answer, we make a new one. */
function invalidated(title: string, reason: string, path: string, slug: string, where: Where) {
  const target = `GET ${path}`
  const answer = (first: number) =>
    JSON.stringify({ slug, value: `run ${first}`, run: `run ${first + 1}` })
  const fields = {
    ...state(3, target, ['HIT'], ['MISS']),
    ...inSteps([3, 4], target, 'body', answer(1), answer(3)),
  }
  return { title, reason, fields, ...where }
}

type Where = Pick<Declared, 'versions' | 'parity'>

const IN_14: Where = { versions: [14], parity: 'improved' }
const TAGS_IN_14 = 'D12: in 14 tags and paths reach answers'
const SPELLING = 'a path is one in all its spellings, as in 16'

const tag = (slug: string, more: string, reason: string, where: Where) =>
  invalidated(
    `revalidateTag of a static answer: ${slug}${more}`,
    reason,
    `/data/tagged/${slug}`,
    slug,
    where,
  )

const path = (slug: string, spelled: string, reason: string, where: Where) =>
  invalidated(
    `revalidatePath of a static answer: ${spelled}`,
    reason,
    encodeURI(`/data/tagged/${slug}`),
    slug,
    where,
  )

const TAGS: readonly Declared[] = [
  tag('hard', '', TAGS_IN_14, IN_14),
  tag('max', ' "max"', TAGS_IN_14, IN_14),
  tag('zero', ' {"expire":0}', TAGS_IN_14, IN_14),
  tag('minute', ' {"expire":60}', TAGS_IN_14, IN_14),
  tag('endless', ' {}', TAGS_IN_14, IN_14),
  tag('own', ' "blog"', TAGS_IN_14, IN_14),
  tag('hours', ' "hours"', TAGS_IN_14, IN_14),
  tag('unknown', ' "nope"', TAGS_IN_14, IN_14),
  tag('unknown', ' "nope"', 'N6: a profile that nobody knows invalidates at once', {
    versions: [16],
    parity: 'improved',
  }),
  path('p1', '/data/tagged/p1', TAGS_IN_14, IN_14),
  path('p2', '/data/tagged/p2/', TAGS_IN_14, IN_14),
  path('ü', '/data/tagged/ü', TAGS_IN_14, IN_14),
  path('ä', '/data/tagged/%C3%A4', TAGS_IN_14, IN_14),
  path('p2', '/data/tagged/p2/', SPELLING, { versions: [15] }),
  path('ü', '/data/tagged/ü', SPELLING, { versions: [15] }),
]

/** In 14 nothing happens to the answers of a directory. */
function below(name: string, argument: string): Declared {
  const [x, y] = [`GET /layouts/${name}/x`, `GET /layouts/${name}/y`]
  return {
    title: `revalidatePath of a directory: ${argument} layout`,
    reason: TAGS_IN_14,
    fields: {
      ...state(4, x, ['HIT'], ['MISS']),
      ...inSteps([4], x, 'body', 'run 1', 'run 3'),
      ...state(5, y, ['HIT'], ['MISS']),
      ...inSteps([5], y, 'body', 'run 2', 'run 4'),
    },
    ...IN_14,
  }
}

const BOTH = 'GET /data/tagged/both'

const HARD_THEN_SOFT = (next: string, where: Where): Declared => ({
  title: 'hard, then soft: stays expired',
  reason: next === 'HIT' ? TAGS_IN_14 : 'N2: what has expired does not come back',
  fields: {
    ...state(4, BOTH, [next], ['MISS']),
    [at(4, BOTH, 'body')]: [
      JSON.stringify({ slug: 'both', value: 'run 1', run: 'run 2' }),
      JSON.stringify({ slug: 'both', value: 'run 3', run: 'run 4' }),
    ],
  },
  ...where,
})

const FETCHED = 'GET /data/static-fetch/auto-tags'

export const renewing: readonly Declared[] = [
  ...FAILURES,
  ...MEANWHILE,
  ...TAGS,
  below('a', '/layouts/a'),
  below('b', '/layouts/b/[slug]'),
  HARD_THEN_SOFT('HIT', IN_14),
  HARD_THEN_SOFT('STALE', { versions: [16] }),
  {
    title: 'a tag of a fetch is a tag of the answer',
    reason: TAGS_IN_14,
    ...IN_14,
    fields: {
      ...state(3, FETCHED, ['HIT'], ['MISS']),
      ...inSteps(
        [3, 4],
        FETCHED,
        'body',
        JSON.stringify({ fetched: 'run 1', run: 'run 2' }),
        JSON.stringify({ fetched: 'run 3', run: 'run 4' }),
      ),
    },
  },
]
