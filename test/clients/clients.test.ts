/**
 * Handlers that others have written for Next.js, mounted as their documentation says and called
 * over HTTP, without Next.js (CL-1 to CL-5).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLIENTS, type Client } from './clients'
import { listed, listOf, write } from './readme'
import { HOSTS, Server } from './servers'
import { Site } from './site'

jest.setTimeout(120_000)

function sources({ app }: Client): string {
  const directory = join(__dirname, 'apps', app)
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('route.ts'))
    .map(file => readFileSync(join(directory, file), 'utf8'))
    .join('\n')
}

describe('without Next.js', () => {
  const lock = readFileSync(join(__dirname, 'package-lock.json'), 'utf8')

  it('it is installed nowhere that a route file would find it', () => {
    const places = [__dirname, join(__dirname, '..'), join(__dirname, '../..')]
    const found = places.filter(place => existsSync(join(place, 'node_modules/next')))
    expect(found).toEqual([])
    const installed = Object.keys(JSON.parse(lock).packages)
    expect(installed.filter(path => /node_modules\/(next|react)$/.test(path))).toEqual([])
  })

  it.each(CLIENTS)('$name is mounted by $line', client => {
    const [start] = client.line.split('…')
    expect(sources(client)).toContain(start?.trimEnd())
  })
})

const failed = new Set<string>()

describe.each(HOSTS)('$title', host => {
  let server: Server

  beforeAll(async () => {
    server = await Server.start(host)
  })

  afterAll(() => server?.stop())

  describe.each(CLIENTS)('$name', ({ name, app, calls }) => {
    let site: Site

    beforeAll(() => {
      site = new Site(server.mounted[app]!.port)
    })

    const holds = async (call: () => Promise<void>) => {
      try {
        await call()
      } catch (error) {
        failed.add(name)
        throw error
      }
    }

    it('its routes are loaded', () =>
      holds(async () => expect(server.mounted[app]!.failure).toBeUndefined()))

    it.each(Object.entries(calls))('%s', (_title, call) => holds(() => call(site)))
  })
})

it('the README lists those that pass, with their versions', () => {
  const list = listOf(CLIENTS.filter(({ name }) => !failed.has(name)))
  if (process.env['RH_WORKS_WITH'] === 'write') write(list)
  expect(listed()).toBe(list)
})
