/** Dynamic paths: `generateStaticParams`, `dynamicParams`, and what is one entry. */
import { type Sequence, twice } from './sequence'

/** Everything but the first answer: a listed path was built by Next.js. */
function onDemand(title: string, ...paths: string[]): Sequence {
  return {
    title,
    play: async player => {
      for (const path of paths) {
        await player.ask(path)
        await player.ask(path)
      }
    },
  }
}

export const params: readonly Sequence[] = [
  ...twice('/params/listed/a', '/params/listed/b%20c', '/params/only/a', '/params/only/b%20c'),
  onDemand(
    'paths that generateStaticParams has not listed',
    '/params/listed/x',
    '/params/listed/y',
  ),
  onDemand('dynamicParams = false knows no others', '/params/only/x', '/params/only/b+c'),
  onDemand('no path is listed', '/params/empty/x'),
  onDemand('force-static needs no list', '/params/forced/x', '/params/rest/a/b', '/params/rest/a'),
  onDemand('a static path turns out to be dynamic', '/params/varying/x'),
  onDemand('revalidate without a list is dynamic', '/params/unlisted/x'),
  {
    title: 'paths that are one, and paths that are not',
    play: async player => {
      await player.ask('/params/forced/abc')
      await player.ask('/params/forced/a%62c')
      await player.ask('/params/forced/ABC')
      await player.ask('/params/rest/p/q')
      await player.ask('/params/rest/p%2Fq')
      await player.ask('/params/forced/abc?x=1')
    },
  },
  {
    title: 'a path on demand is renewed',
    play: async player => {
      const path = '/params/renewed/y'
      await player.until('HIT', path)
      await player.until('STALE', path)
      await player.until('HIT', path)
    },
  },
  {
    title: 'HEAD makes the entry of a GET',
    play: async player => {
      await player.ask({ method: 'HEAD', path: '/params/forced/head' })
      await player.ask('/params/forced/head')
    },
  },
  {
    title: 'dynamicParams = false concerns HEAD and other methods',
    play: async player => {
      await player.ask({ method: 'HEAD', path: '/params/only/z' })
      await player.ask({ method: 'POST', path: '/params/only/z' })
    },
  },
]
