/** A server in one file: its routes answer, and share its modules. */
import { readFileSync } from 'node:fs'
import { bundle, installBundler, type Running, removeFolders, start, writeProject } from './bundle'

let project: string

beforeAll(() => {
  installBundler()
  project = writeProject()
}, 120_000)
afterAll(removeFolders)

describe.each([
  ['esm', []],
  ['cjs', []],
  ['esm', ['route-handlers']],
  ['cjs', ['route-handlers']],
] as const)('esbuild, format %s, external %j', (format, external) => {
  let file: string
  let server: Running

  beforeAll(async () => {
    file = await bundle(project, { format, external: [...external] })
    server = await start(file)
  }, 60_000)
  afterAll(() => server?.process.kill())

  const ask = (path: string, init?: RequestInit) => fetch(server.printed + path, init)
  const json = async (path: string): Promise<any> => (await ask(path)).json()

  it('opens a scope for the very first request, which imports next/headers while it runs', async () => {
    const response = await ask('/late-import', { headers: { cookie: 'a=1' } })
    expect(await response.json()).toMatchObject([{ name: 'a', value: '1' }])
  })

  it('gives params and nextUrl', async () => {
    expect(await json('/users/7?q=x')).toEqual({ id: '7', query: 'x' })
  })

  it('has one lib/db for the server and the routes', async () => {
    const [ofServer, ofRoute] = [await json('/legacy/db'), await json('/db')]
    expect(ofRoute.id).toBe(ofServer.id)
  })

  it('reads headers(), sets cookies, and runs after() once the answer is sent', async () => {
    const response = await ask('/session', { method: 'POST', headers: { 'x-agent': 'curl' } })
    expect(response.headers.getSetCookie()).toEqual(['agent=curl; Path=/'])
    expect(await response.json()).toEqual({ agent: 'curl' })
    let log: string[] = []
    while (log.length === 0) log = (await json('/legacy/db')).log
    expect(log).toEqual(['after curl'])
  })

  it('leaves other paths to Express', async () => {
    expect((await ask('/nowhere')).status).toBe(404)
    expect((await ask('/db', { method: 'DELETE' })).status).toBe(405)
  })

  it('has no loader in it: neither hooks nor a compiler', () => {
    expect(readFileSync(file, 'utf8')).not.toMatch(/oxc-transform|registerHooks/)
  })
})

it.each(['esm', 'cjs'] as const)(
  'says what to do instead when a bundle of format %s mounts a directory',
  async format => {
    const file = await bundle(project, { format, external: [] }, 'src/directory.ts')
    expect((await start(file)).printed).toBe('RH_HOOKS_UNAVAILABLE')
  },
)
