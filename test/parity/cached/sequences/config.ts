/** Segment config: which GETs are cached, what they see, and how long an answer lives. */
import { type Sequence, twice } from './sequence'

/** What no request may change an answer by. */
const HEADERS = {
  cookie: 'a=1',
  'x-prerender-revalidate': 'x',
  'x-middleware-subrequest': 'a:a:a:a:a',
  'x-now-route-matches': '1=a',
  'x-forwarded-host': 'evil.example',
  'cache-control': 'no-cache',
}

export const config: readonly Sequence[] = [
  {
    title: 'a request changes nothing about a static answer',
    play: async player => {
      const path = '/config/force-static'
      await player.warm(path)
      await player.ask(path)
      await player.ask(`${path}?a=1&b=%20c`)
      await player.ask({ path, headers: HEADERS })
      await player.ask({ path, method: 'HEAD' })
      await player.ask({ path: `${path}?a=2`, method: 'HEAD' })
    },
  },
  {
    title: 'conditions, ranges and credentials',
    play: async player => {
      const path = '/config/force-static'
      await player.warm(path)
      await player.ask({ path, headers: { 'if-none-match': '*' } })
      await player.ask({ path, headers: { 'if-none-match': '"other"' } })
      await player.ask({ path, headers: { range: 'bytes=0-1' } })
      await player.ask({ path, headers: { authorization: 'Bearer a' } })
      await player.ask({ path, headers: { 'if-modified-since': new Date().toUTCString() } })
    },
  },
  ...twice(
    '/config/plain',
    '/config/unused-request',
    '/config/reads-url',
    '/config/reads-headers',
    '/config/reads-cookies',
    '/config/reads-pathname',
    '/config/calls-headers',
    '/config/calls-no-store',
    '/config/revalidate-false',
    '/config/revalidate-0',
    '/config/static-revalidate-0',
    '/config/force-dynamic',
    '/config/error',
    '/config/error-touch',
  ),
  { ...twice('/config/edge')[0]!, versions: [14, 15] },
  ...['/config/revalidate-2', '/config/static-revalidate-2'].map(path => ({
    title: `${path} is renewed behind an answer that is too old`,
    play: async (player: Parameters<Sequence['play']>[0]) => {
      await player.reach('STALE', path)
      await player.until('HIT', path)
      await player.until('STALE', path)
      await player.until('HIT', path)
      await player.until('STALE', { path, method: 'HEAD' })
      await player.until('HIT', path)
    },
  })),
  {
    title: 'draft mode reads past what is stored, and stores nothing',
    play: async player => {
      const path = '/config/revalidate-false'
      await player.warm(path)
      await player.ask(path)
      await player.ask({ method: 'POST', path: '/draft' })
      const headers = { cookie: player.cookie }
      await player.ask({ path, headers })
      await player.ask({ path, headers })
      await player.ask(path)
      await player.ask({ path, headers: { cookie: '__prerender_bypass=guessed' } })
    },
  },
]
