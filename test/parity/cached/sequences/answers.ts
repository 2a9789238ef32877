/** Which answers are stored, what of them, and what follows a run that fails. */
import { type Sequence, twice } from './sequence'

const BODIES = ['text', 'json', 'bytes', 'blob', 'params', 'empty', 'stream']
const STATUS = [200, 201, 203, 204, 302, 400, 401, 403, 404, 410, 418, 429, 500, 503]
const HEADERS = [
  'own',
  'age',
  'cache-control',
  'no-store',
  'private',
  'etag',
  'modified',
  'vary-origin',
  'vary-encoding',
  'set-cookie',
  'tags',
  'length',
]

/** A renewal that fails in the way of its last segment, and one that does not any more. */
function failsLater(how: string): Sequence {
  return {
    title: `a renewal fails: ${how}`,
    play: async player => {
      const path = `/answers/fails-later/${how}`
      await player.until('HIT', path)
      await player.switch(how, true)
      await player.until('STALE', path)
      await player.until('HIT', path)
      await player.switch(how, false)
      await player.until('STALE', path)
      await player.until('HIT', path)
    },
  }
}

/** A first run that fails. */
function failsAtOnce(how: string): Sequence {
  return {
    title: `nothing is stored yet, and the run fails: ${how}`,
    play: async player => {
      const path = `/answers/fails-at-once/${how}`
      await player.switch(how, true)
      await player.ask(path)
      await player.ask(path)
      await player.switch(how, false)
      await player.ask(path)
    },
  }
}

const pause = () => new Promise(done => setTimeout(done, 20))

export const answers: readonly Sequence[] = [
  ...twice(
    '/answers/redirect',
    '/answers/permanent',
    '/answers/not-found',
    ...STATUS.map(status => `/answers/status/${status}`),
    ...BODIES.map(kind => `/answers/body/${kind}`),
    ...HEADERS.map(kind => `/answers/headers/${kind}`),
    '/answers/two-cookies',
    '/answers/sets-cookie',
    '/answers/sets-forced-cookie',
  ),
  ...['throws', '500', '503', '404', '403'].map(failsLater),
  ...['throws-first', '501'].map(failsAtOnce),
  {
    title: 'a tag is invalidated while an answer with it is made',
    play: async player => {
      const path = '/answers/slow/a'
      await player.warm(path)
      await player.invalidate('revalidateTag', 'slow-a')
      await player.switch('a is held', true)
      await player.switch('a has begun', false)
      let isAnswered = false
      const asked = player.ask(path).finally(() => {
        isAnswered = true
      })
      // It has not where the answer is still in the cache.
      while (!isAnswered && !(await player.switch('a has begun'))) await pause()
      await player.switch('a', 'second')
      await player.invalidate('revalidateTag', 'slow-a')
      await player.switch('a is held', false)
      await asked
      await player.ask(path)
      await player.ask(path)
    },
  },
  {
    title: 'many ask at once for what is not stored',
    play: async player => {
      await player.together(...Array.from({ length: 5 }, () => '/answers/slow/b'))
      await player.ask('/answers/slow/b')
    },
  },
]
