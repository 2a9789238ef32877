/** Functions with `'use cache'`, by themselves and inside of static answers. */
import { type Sequence, twice } from './sequence'

const SINCE_15 = [15, 16] as const

const sequences: readonly Sequence[] = [
  {
    title: "'use cache': a value is kept",
    play: async player => {
      await player.ask('/use-cache/value/plain')
      await player.ask('/use-cache/value/plain')
    },
  },
  {
    title: "'use cache': revalidateTag",
    play: async player => {
      await player.ask('/use-cache/value/tagged')
      await player.invalidate('revalidateTag', 'use-cache-tagged')
      await player.ask('/use-cache/value/tagged')
      await player.ask('/use-cache/value/tagged')
    },
  },
  {
    title: "'use cache': revalidateTag with a profile",
    play: async player => {
      await player.ask('/use-cache/value/soft')
      await player.invalidate('revalidateTag', 'use-cache-soft', 'max')
      await player.ask('/use-cache/value/soft')
      await player.untilChanged('/use-cache/value/soft')
    },
  },
  {
    title: "'use cache': revalidatePath of the route that reads it",
    play: async player => {
      await player.ask('/use-cache/value/path')
      await player.invalidate('revalidatePath', '/use-cache/value/path')
      await player.ask('/use-cache/value/path')
    },
  },
  ...twice('/use-cache/static-default', '/use-cache/static-hours', '/use-cache/static-blog'),
  {
    title: "'use cache': a static answer with its tag",
    play: async player => {
      await player.until('HIT', '/use-cache/static-tagged')
      await player.invalidate('revalidateTag', 'use-cache-static')
      await player.ask('/use-cache/static-tagged')
      await player.until('HIT', '/use-cache/static-tagged')
    },
  },
  {
    title: "'use cache': a static answer whose value lives for a second",
    play: async player => {
      await player.reach('STALE', '/use-cache/static-seconds')
      await player.until('HIT', '/use-cache/static-seconds')
      await player.until('STALE', '/use-cache/static-seconds')
      await player.until('HIT', '/use-cache/static-seconds')
    },
  },
]

export const useCache = sequences.map(sequence => ({ ...sequence, versions: SINCE_15 }))
