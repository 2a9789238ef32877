/** What follows when an answer is renewed. */
import type { Declared } from '../compare'
import { at, FOR_EVER, inSteps, NO_STORE, seconds, state, TELLS_LIFE } from './declare'

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

export const renewing: readonly Declared[] = [...FAILURES, ...MEANWHILE]
