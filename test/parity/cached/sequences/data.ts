/** `unstable_cache`, and invalidation by tag and path. */
import type { Player } from '../player'
import { type Sequence, twice } from './sequence'

const FOREVER = '/data/unstable/plain'

/** How an invalidation meets an answer that was built with the tag. */
function tagged(slug: string, ...more: unknown[]): Sequence {
  return {
    title: `revalidateTag of a static answer: ${[slug, ...more.map(one => JSON.stringify(one))].join(' ')}`,
    play: async player => {
      const path = `/data/tagged/${slug}`
      await player.until('HIT', path)
      await player.invalidate('revalidateTag', `tagged-${slug}`, ...more)
      await player.ask(path)
      await player.until('HIT', path)
    },
  }
}

function path(slug: string, ...args: unknown[]): Sequence {
  return {
    title: `revalidatePath of a static answer: ${args.join(' ')}`,
    play: async player => {
      const own = encodeURI(`/data/tagged/${slug}`)
      await player.until('HIT', own)
      await player.invalidate('revalidatePath', ...args)
      await player.ask(own)
      await player.until('HIT', own)
    },
  }
}

/** Of everything in a directory. */
function below(name: string, ...args: unknown[]): Sequence {
  return {
    title: `revalidatePath of a directory: ${args.join(' ')}`,
    play: async player => {
      const paths = [`/layouts/${name}/x`, `/layouts/${name}/y`]
      for (const one of paths) await player.until('HIT', one)
      await player.invalidate('revalidatePath', ...args)
      for (const one of paths) await player.ask(one)
    },
  }
}

async function unstable(player: Player, how: string, invalidate: () => Promise<void>) {
  await player.ask(`/data/unstable/${how}`)
  await player.ask(`/data/unstable/${how}`)
  await invalidate()
  await player.ask(`/data/unstable/${how}`)
  await player.ask(`/data/unstable/${how}`)
}

export const data: readonly Sequence[] = [
  {
    title: 'unstable_cache: arguments, and JSON',
    play: async player => {
      await player.ask(FOREVER)
      await player.ask(FOREVER)
      await player.ask(`${FOREVER}?arg=a`)
      await player.ask(`${FOREVER}?arg=b`)
      await player.ask(`${FOREVER}?arg=a`)
      await player.ask(`${FOREVER}?arg=a&arg=b`)
    },
  },
  {
    title: 'unstable_cache: revalidateTag',
    play: player =>
      unstable(player, 'tags', () => player.invalidate('revalidateTag', 'unstable-tags')),
  },
  {
    title: 'unstable_cache: revalidateTag with a profile',
    play: async player => {
      await player.ask('/data/unstable/soft')
      await player.invalidate('revalidateTag', 'unstable-soft', 'max')
      await player.ask('/data/unstable/soft')
      await player.untilChanged('/data/unstable/soft')
    },
  },
  {
    title: 'unstable_cache: revalidatePath of the route that reads it',
    play: player =>
      unstable(player, 'path', () => player.invalidate('revalidatePath', '/data/unstable/path')),
  },
  ...twice('/data/lives/5000', '/data/lives/70'),
  tagged('hard'),
  tagged('max', 'max'),
  tagged('zero', { expire: 0 }),
  tagged('minute', { expire: 60 }),
  tagged('endless', {}),
  tagged('own', 'blog'),
  tagged('unknown', 'nope'),
  tagged('hours', 'hours'),
  path('p1', '/data/tagged/p1'),
  path('p2', '/data/tagged/p2/'),
  path('p3', '/data/tagged/[slug]'),
  path('p4', '/data/tagged/[slug]', 'page'),
  path('p5', '/data/tagged/p5', 'layout'),
  path('p6', '/elsewhere'),
  below('a', '/layouts/a', 'layout'),
  below('b', '/layouts/b/[slug]', 'layout'),
  below('c', '/layouts/c', 'page'),
  path('ü', '/data/tagged/ü'),
  path('ä', '/data/tagged/%C3%A4'),
  {
    title: 'hard, then soft: stays expired',
    play: async player => {
      const own = '/data/tagged/both'
      await player.until('HIT', own)
      await player.invalidate('revalidateTag', 'tagged-both', { expire: 0 })
      await player.invalidate('revalidateTag', 'tagged-both', 'max')
      await player.ask(own)
    },
  },
]
