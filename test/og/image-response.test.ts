/** `next/og` with the renderer of Next.js: what is drawn, compared with stored pictures. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Of all pixels: antialiasing may differ a little between machines. */
const TOLERANCE = 0.01

const tools = createRequire(join(__dirname, 'package.json'))

interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Buffer
}

const { PNG } = tools('pngjs') as { PNG: { sync: { read(bytes: Buffer): Picture } } }
const pixelmatch = tools('pixelmatch') as (
  ...pictures: [Buffer, Buffer, null, number, number, { threshold: number }]
) => number

function start(env: NodeJS.ProcessEnv): {
  readonly get: (path: string) => Promise<Response>
  readonly stop: () => Promise<void>
} {
  const server: ChildProcess = fork(join(__dirname, 'server.cjs'), {
    cwd: __dirname,
    // The renderer's own log of what it cannot draw.
    silent: true,
    env: { ...process.env, ...env },
  })
  const port = once(server, 'message').then(([port]) => port as number)
  return {
    get: async path => fetch(`http://127.0.0.1:${await port}${path}`),
    async stop() {
      const exit = once(server, 'exit')
      server.kill()
      await exit
    },
  }
}

const picture = async (response: Response): Promise<Picture> =>
  PNG.sync.read(Buffer.from(await response.arrayBuffer()))

/** The share of pixels that differ. */
function difference(one: Picture, other: Picture): number {
  const { width, height } = other
  const options = { threshold: 0.2 }
  return pixelmatch(one.data, other.data, null, width, height, options) / (width * height)
}

describe('ImageResponse', () => {
  const production = start({ NODE_ENV: 'production' })
  const development = start({ NODE_ENV: 'development' })
  afterAll(() => Promise.all([production.stop(), development.stop()]))

  it('draws text of an embedded font in a flex layout, as an opengraph-image', async () => {
    const response = await production.get('/opengraph-image')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    const drawn = await picture(response)
    const stored = PNG.sync.read(readFileSync(join(__dirname, 'expected/opengraph-image.png')))
    expect([drawn.width, drawn.height]).toEqual([600, 315])
    expect(difference(drawn, stored)).toBeLessThan(TOLERANCE)
  })

  it('draws something else for another text', async () => {
    const one = await picture(await production.get('/card?text=One'))
    const other = await picture(await production.get('/card?text=Three'))
    expect([one.width, one.height]).toEqual([200, 100])
    expect(difference(one, other)).toBeGreaterThan(TOLERANCE)
  })

  it('takes a status and headers, which replace its own', async () => {
    const response = await production.get('/card?text=Hi')
    await response.arrayBuffer()
    expect(response.status).toBe(201)
    expect(response.headers.get('x-card')).toBe('Hi')
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('may be kept for ever in production, and not at all in development', async () => {
    const kept = await production.get('/opengraph-image')
    expect(kept.headers.get('cache-control')).toBe(
      'public, immutable, no-transform, max-age=31536000',
    )
    const fresh = await development.get('/opengraph-image')
    expect(fresh.headers.get('cache-control')).toContain('no-store')
    await Promise.all([kept.arrayBuffer(), fresh.arrayBuffer()])
  })

  it('that cannot be drawn is an error before the first byte', async () => {
    const response = await production.get('/broken')
    expect(response.status).toBe(500)
    expect(await response.text()).toBe('')
  })
})
