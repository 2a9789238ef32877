/**
 * Metadata files under `next start` 16 and under us: the same bytes at the same URLs with the same
 * fields, except as declared. Next.js is played twice, since its first answer to a path that was
 * not built is made then and there.
 */
import { join } from 'node:path'
import { type Server, start } from './child'
import { startNext } from './next-server'
import { NEXT_404, normalise } from './normalise'
import { type Answer, send, type WireRequest } from './wire'

const FOLDER = join(__dirname, 'metadata')

const PATHS = [
  ...['/favicon.ico', '/robots.txt', '/manifest.webmanifest', '/icon.svg', '/code/icon1.png'],
  ...['/sitemap.xml', '/special/sitemap.xml', '/videos/sitemap.xml', '/st/sitemap.xml'],
  ...['/now/sitemap.xml', '/products/sitemap/0.xml', '/products/sitemap/1.xml'],
  ...['/products/sitemap/2.xml', '/products/sitemap/1', '/products/sitemap.xml'],
  ...['/products/sitemap', '/robots', '/sitemap', '/manifest.json', '/icon', '/code/icon1'],
  ...['/code/apple-icon', '/code/apple-icon.svg', '/st/abc/twitter-image.png'],
  ...['/st/-/twitter-image.png', '/gm/opengraph-image-khq5m9', '/gm/icon-khq5m9.png'],
  ...['/gm/opengraph-image', '/gm/icon.png', '/items/a%20b/icon', '/items/x/opengraph-image'],
  ...['/items/x/opengraph-image/1', '/items/x/opengraph-image/for-x'],
  ...['/items/x/opengraph-image/2', '/listed/icon/small', '/listed/icon/other', '/listed/icon'],
]

const OTHERS: readonly WireRequest[] = [
  { method: 'HEAD', path: '/robots.txt' },
  { method: 'HEAD', path: '/icon.svg' },
  { method: 'POST', path: '/robots.txt' },
  { method: 'OPTIONS', path: '/icon.svg' },
  { method: 'DELETE', path: '/now/sitemap.xml' },
  { method: 'PUT', path: '/items/x/icon' },
]

interface Told {
  readonly status: number
  readonly body: string
  readonly type: string | undefined
  readonly cacheControl: string | undefined
  readonly state: string | undefined
  readonly allow: string | undefined
}

interface Declared {
  readonly reason: string
  readonly ours: Partial<Told>
  /** Only where we improve. */
  readonly improved?: true
}

const noBody = { reason: 'D-d: a 405 has no body', ours: { body: '' } }
const allows = { reason: 'D-d: a 405 has Allow', ours: { allow: 'GET, HEAD' } }
const brief: Declared = {
  reason: 'What is not there is stored for a minute at most (docs/caching.md)',
  ours: { cacheControl: 's-maxage=60' },
  improved: true,
}

const DECLARED: Readonly<Record<string, Declared>> = {
  'POST /robots.txt': noBody,
  'OPTIONS /icon.svg': noBody,
  'DELETE /now/sitemap.xml': allows,
  'PUT /items/x/icon': allows,
  'GET /products/sitemap/2.xml': brief,
  'GET /products/sitemap/1': brief,
  'GET /items/x/opengraph-image/2': brief,
  'GET /listed/icon/other': brief,
  'GET /st/abc/twitter-image.png': {
    reason: 'One file is one stored answer, whatever stands for its parameters',
    ours: { state: 'HIT' },
  },
  'GET /special/sitemap.xml': {
    reason: 'D-o: XML is escaped',
    ours: { body: expect.stringContaining('<loc>https://h/?a=1&amp;b=2</loc>') },
    improved: true,
  },
}

const REQUESTS = [...PATHS.map((path): WireRequest => ({ path })), ...OTHERS]
const nameOf = ({ method = 'GET', path }: WireRequest) => `${method} ${path}`

let next: Record<string, Told>
let ours: Record<'improved' | 'exact', Record<string, Told>>

beforeAll(async () => {
  const file = join(__dirname, 'hosts/metadata.cjs')
  next = await observe(await startNext(FOLDER))
  ours = {
    improved: await observe(await start(file, ['improved'], __dirname)),
    exact: await observe(await start(file, ['exact'], __dirname)),
  }
}, 300_000)

afterAll(() => {
  const declared = Object.keys(DECLARED).length
  process.stdout.write(`metadata: ${REQUESTS.length} requests, ${declared} declared differences\n`)
})

describe.each(['improved', 'exact'] as const)('%s', parity => {
  test.each(REQUESTS.map(nameOf))('%s', name => {
    const { ours: differing = {}, improved } = DECLARED[name] ?? {}
    const applies = !improved || parity === 'improved'
    if (applies && DECLARED[name]) expect(next[name]).not.toMatchObject(differing)
    expect(ours[parity][name]).toEqual({ ...next[name], ...(applies && differing) })
  })
})

async function observe({ port, stop }: Server): Promise<Record<string, Told>> {
  try {
    const told: Record<string, Told> = {}
    for (const request of REQUESTS) {
      await send(port, request)
      told[nameOf(request)] = toldBy(normalise(await send(port, request), port))
    }
    return told
  } finally {
    await stop()
  }
}

function toldBy({ status, headers, body }: Answer): Told {
  const line = (name: string) => headers[name]?.join(', ')
  return {
    status,
    body: body === NEXT_404 ? '' : body,
    type: line('content-type'),
    cacheControl: line('cache-control'),
    state: line('x-nextjs-cache'),
    allow: line('allow'),
  }
}
