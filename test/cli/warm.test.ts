/** `route-handlers warm`, against a cache that outlives the command. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { project, removeProjects, routeHandlers } from './project'

const execute = promisify(execFile)

afterAll(removeProjects)

const page = (body: string): string =>
  `export const dynamic = 'force-static'\nexport const GET = () => ${body}`

const files = {
  'app/a/route.ts': page("new Response('a')"),
  'app/p/[id]/route.ts': [
    "export const generateStaticParams = () => [{ id: 'x' }, { id: 'y z' }]",
    'export const GET = (): Response => new Response()',
  ].join('\n'),
  'app/dynamic/route.ts': 'export const GET = () => new Response()',
  'routes.ts': [
    "import { createRoutes } from 'route-handlers'",
    "export const routes = createRoutes('app')",
  ].join('\n'),
  'package.json': { type: 'module' },
}

const warm = (root: string, ...args: string[]) => routeHandlers(root, ['warm', ...args])

describe('route-handlers warm', () => {
  it('makes the answers of the mount that a module exports, and says so line by line', async () => {
    const { code, stdout, stderr } = await warm(project(files), 'routes.ts')
    expect({ code, stdout }).toEqual({ code: 0, stdout: '3 stored, 0 not storable, 0 failed.\n' })
    expect(stderr.trimEnd().split('\n')).toEqual([
      ...['1/3', '2/3', '3/3'].map(at => expect.stringMatching(new RegExp(`^${at} stored /`))),
      'The answers end with this command: the cache is in memory alone. Give it a disk or a shared tier, or call routes.cache.warm() in the server.',
    ])
  })

  it('fills a disk that the server then starts with', async () => {
    const root = project({
      ...files,
      'app/a/route.ts': page('Response.json(process.pid)'),
      'routes.cjs': [
        "const { createRoutes } = require('route-handlers')",
        "const cache = { disk: { dir: 'cache' }, buildId: '1' }",
        "module.exports = createRoutes('app', { cache })",
      ].join('\n'),
      'server.cjs': [
        "const routes = require('./routes.cjs')",
        "routes.fetch(new Request('http://h/a')).then(async ({ headers }) => {",
        "  console.log(headers.get('x-nextjs-cache'))",
        '  await routes.close()',
        '})',
      ].join('\n'),
    })
    const { code, stderr } = await warm(root, 'routes.cjs', '--concurrency', '4')
    expect(code).toBe(0)
    expect(stderr).not.toContain('memory')
    const env = { ...process.env, NODE_ENV: 'production' }
    const { stdout } = await execute(process.execPath, ['server.cjs'], { cwd: root, env })
    expect(stdout).toBe('HIT\n')
  })

  it('tells what is not stored and what failed, and exits with 1', async () => {
    const cookie = "new Response('', { headers: { 'set-cookie': 'a=b' } })"
    const root = project({
      ...files,
      'app/cookie/route.ts': page(cookie),
      'app/down/route.ts': page("{ throw new Error('no database') }"),
    })
    const { code, stdout } = await warm(root, './routes.ts')
    expect(code).toBe(1)
    expect(stdout).toBe(
      [
        'STATE   PATH     REASON',
        'bypass  /cookie  set-cookie',
        'fail    /down    no database',
        '3 stored, 1 not storable, 1 failed.',
        '',
      ].join('\n'),
    )
  })

  it('--json prints an array and nothing else', async () => {
    const { code, stdout } = await warm(project(files), 'routes.ts', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual([
      { route: '/a', path: '/a', state: 'stored' },
      { route: '/p/[id]', path: '/p/x', state: 'stored' },
      { route: '/p/[id]', path: '/p/y%20z', state: 'stored' },
    ])
  })

  it('says where there is nothing to make', async () => {
    const { 'app/a/route.ts': _, 'app/p/[id]/route.ts': __, ...others } = files
    expect(await warm(project(others), 'routes.ts')).toMatchObject({
      code: 0,
      stdout: 'There is nothing to make: no route is cached that needs no request.\n',
    })
  })

  it.each([
    ['without a module', [], "missing required argument 'module'"],
    ['for a module that is not there', ['nowhere.ts'], 'nowhere.ts does not exist'],
    ['for one that exports no mount', ['app/a/route.ts'], 'exports nothing that routeHandlers()'],
    ['for a concurrency of 0', ['routes.ts', '--concurrency', '0'], 'It is a positive integer.'],
  ])('exits with 2 %s', async (_, args, message) => {
    const { code, stderr } = await warm(project(files), ...args)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})
