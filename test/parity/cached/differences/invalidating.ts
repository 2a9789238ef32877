/** What follows when a tag or a path has been invalidated. */
import type { Declared } from '../compare'
import { at, inSteps, state } from './declare'

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

export const invalidating: readonly Declared[] = [
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
