/** The data cache of `fetch`. */
import type { Player } from '../player'
import { type Sequence, twice } from './sequence'

const CALLS = [
  'plain',
  'force-cache',
  'no-store',
  'no-cache',
  'zero',
  'never',
  'tags-only',
  'both',
  'contrary',
  'post',
  'authorized',
  'status',
  'cookie',
  'request',
  'invalid',
]

const SEGMENTS = [
  'auto',
  'default-cache',
  'only-cache',
  'force-cache',
  'default-no-store',
  'only-no-store',
  'force-no-store',
]

/** Twice. What was fetched is stored behind the answer. */
async function settled(player: Player, asked: Parameters<Player['ask']>[0]) {
  await player.ask(asked)
  await player.settle(asked)
  await player.ask(asked)
}

export const fetching: readonly Sequence[] = [
  ...CALLS.map(how => ({
    title: `fetch: ${how}`,
    play: (player: Player) => settled(player, `/data/fetch/${how}`),
  })),
  ...SEGMENTS.map(segment => ({
    title: `fetchCache = '${segment}'`,
    play: async (player: Player) => {
      for (const how of ['plain', 'force-cache', 'no-store', 'seconds', 'zero']) {
        await settled(player, `/data/fetch-cache/${segment}?how=${how}`)
      }
    },
  })),
  {
    title: 'fetch: revalidate',
    play: async player => {
      // Two seconds may pass between two requests; that it is kept meanwhile is seen elsewhere.
      await player.ask('/data/fetch/seconds')
      await player.untilChanged('/data/fetch/seconds')
    },
  },
  ...[[], ['max'], [{ expire: 0 }]].map((more, index) => ({
    title: `fetch: revalidateTag ${JSON.stringify(more)}`,
    play: async (player: Player) => {
      const tag = `tag-${index}`
      const request = { path: '/data/fetch/tags', headers: { 'x-as': tag } }
      await settled(player, request)
      await player.invalidate('revalidateTag', tag, ...more)
      await player.ask(request)
      await player.untilChanged(request)
    },
  })),
  {
    title: 'fetch: revalidatePath of the route that reads it',
    play: async player => {
      await settled(player, '/data/fetch/path')
      await player.invalidate('revalidatePath', '/data/fetch/path')
      await settled(player, '/data/fetch/path')
    },
  },
  {
    title: 'fetch: plain, in a POST',
    play: player => settled(player, { method: 'POST', path: '/data/fetched/post' }),
  },
  ...twice(
    '/data/fetched/untouched',
    '/data/fetched/after-url',
    '/data/fetched/after-headers',
    '/data/fetched/before-url',
    '/data/fetched/path/1',
    '/data/fetched/path-untouched/1',
    '/data/static-fetch/force-static-seconds',
    '/data/static-fetch/force-static-no-store',
    '/data/static-fetch/auto-no-store',
    '/data/static-fetch/auto-seconds',
    '/data/static-fetch/auto-plain',
    '/data/static-fetch/auto-force-cache',
  ),
  {
    title: 'a tag of a fetch is a tag of the answer',
    play: async player => {
      await player.until('HIT', '/data/static-fetch/auto-tags')
      await player.invalidate('revalidateTag', 'static-fetch')
      await player.ask('/data/static-fetch/auto-tags')
      await player.until('HIT', '/data/static-fetch/auto-tags')
    },
  },
]
