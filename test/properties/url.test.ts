/**
 * Property 2 of reliability 5.4: where a handler runs, the authority of `request.url` is the
 * validated Host, its scheme comes from the socket or a trusted proxy, its path is the raw one.
 */
import fc from 'fast-check'
import '../hosts/trap'
import { happened, holds } from './runs'
import { connected, KINDS, serving } from './servers'

interface Seen {
  readonly url: string
  readonly all: string[]
}
let ran: Seen | undefined

const manifest = {
  '[[...all]]/route.ts': {
    async GET({ url }: Request, { params }: { params: Promise<{ all?: string[] }> }) {
      ran = { url, all: (await params).all ?? [] }
      return new Response()
    },
  },
}
const proxied = serving({ manifest, behind: 'nothing', trustProxy: true })
const direct = serving({ manifest, behind: 'nothing' })

const part = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'B~', '%2f', '%25', '%ED%95%9C', '!*;=') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('', '..', '.', '%2e', '.%2E', '%', '%C0%AE', '%00', '\\'),
  },
  {
    weight: 4,
    arbitrary: fc.stringMatching(/^[!-~]{1,6}$/).map(text => text.replace(/[?#]/g, '"')),
  },
)
const path = fc.array(part, { minLength: 1, maxLength: 5 }).map(parts => `/${parts.join('/')}`)
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('h', 'EXAMPLE.com', '[::1]', '127.0.0.1') },
  fc.constantFrom(
    '[::1%eth0]',
    '127.1',
    '80',
    '--.80',
    'b.ca.8099999',
    'u:p@h',
    'h/x',
    'ex\xe4mple',
  ),
  fc.stringMatching(/^[a-zA-Z0-9.-]{1,10}$/),
  fc.stringMatching(/^[!-~]{1,10}$/),
)
const port = fc.constantFrom('', '', '', ':80', ':443', ':8080', ':', ':99999', ':x', ':-1')
const authority = fc.tuple(name, port).map(texts => texts.join(''))
const forwarded = fc.record(
  {
    'x-forwarded-host': fc.oneof(
      authority,
      authority.map(first => `${first}, second`),
    ),
    'x-forwarded-proto': fc.constantFrom(
      'http',
      'https',
      'https,http',
      'javascript',
      'HTTPS',
      ' https',
    ),
    'x-forwarded-prefix': fc.constant('/prefix'),
    'x-original-url': fc.constant('/elsewhere'),
  },
  { requiredKeys: [] },
)
const sent = fc.record({
  path,
  search: fc.constantFrom('', '?', '?a=/../b', '#f', '#f?g', '?a#b?c'),
  // What ends an authority in a target only makes another target.
  absolute: fc.option(
    authority.map(text => text.replace(/[/?#]/g, '@')),
    { freq: 5, nil: undefined },
  ),
  host: fc.option(authority, { freq: 20, nil: undefined }),
  forwarded,
})
type Sent = typeof sent extends fc.Arbitrary<infer T> ? T : never

/** The authority as the URL standard spells it, if it is nothing but a host and a port. */
function valid(authority: string, scheme: string): string | undefined {
  if (!URL.canParse(`${scheme}://${authority}`)) return undefined
  const { href, host } = new URL(`${scheme}://${authority}`)
  const kept = host.replace(/:\d+$/, '')
  const given = authority.replace(/:\d*$/, '').toLowerCase()
  return href === `${scheme}://${host}/` && (kept === given || given[0] === '[') ? host : undefined
}

const first = (list: string | undefined) => list?.replace(/,.*/, '').trim() || undefined

/** Where the request was sent, by definition; `undefined` for one that no handler may see. */
function originOf({ absolute, host, forwarded }: Sent, trusted: boolean, port: number) {
  const proto = trusted ? first(forwarded['x-forwarded-proto']) : undefined
  const scheme = proto === 'http' || proto === 'https' ? proto : 'http'
  const named = (trusted && first(forwarded['x-forwarded-host'])) || host
  if (absolute !== undefined && !valid(absolute, scheme)) return undefined
  const authority = named === undefined ? `localhost:${port}` : valid(named, scheme)
  return authority && `${scheme}://${authority}`
}

/** The URL serialiser escapes a few characters; nothing else may change. */
const shown = (raw: string) =>
  raw.replace(/["<>^`{}|]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

function bytesOf({ path, search, absolute, host, forwarded }: Sent): string {
  const prefix = absolute === undefined ? '' : `http://${absolute}`
  const headers = Object.entries({ ...(host === undefined ? {} : { host }), ...forwarded })
  const lines = headers.map(([key, text]) => `${key}: ${text}\r\n`)
  // Only HTTP/1.0 may leave Host out.
  const version = host === undefined ? '1.0' : '1.1'
  return `GET ${prefix}${path}${search} HTTP/${version}\r\n${lines.join('')}Connection: close\r\n\r\n`
}

const count = { ran: 0, not: 0 }

holds(
  'url',
  'property 2: a handler sees the validated host, a trusted scheme and the raw path',
  fc.asyncProperty(fc.nat(KINDS.length - 1), fc.boolean(), sent, async (kind, trusted, given) => {
    ran = undefined
    const server = (trusted ? proxied : direct)()[kind]!
    const answer = await connected(server, wire => wire.raw(bytesOf(given)).answer())
    count[ran ? 'ran' : 'not']++
    if (ran === undefined) {
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      return
    }
    const { url, all } = ran as Seen
    const { origin, pathname } = new URL(url)
    expect(origin).toBe(originOf(given, trusted, server.port))
    expect(shown(pathname)).toBe(shown(given.path))
    const parts = given.path.replace(/\/$/, '').split('/').slice(1)
    expect(all).toEqual(parts.map(decodeURIComponent))
    expect(all.join('')).not.toMatch(/[\\\0]/)
  }),
)

happened('url', 'property 2: requests ran and were refused', count)
