/** What `route-handlers check` finds, a project for each table, each finding in a file of its own. */
import { project, removeProjects, routeHandlers } from './project'

afterAll(removeProjects)

interface Found {
  readonly severity: string
  readonly code: string
  readonly file: string
  readonly line: number | null
  readonly message: string
  readonly fix: string
}

async function check(files: Record<string, string | object>, ...args: string[]): Promise<Found[]> {
  const { stdout, stderr } = await routeHandlers(project(files), ['check', '--json', ...args])
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

const GET = 'export const GET = () => new Response()\n'
const shorten = ({ code, file, line }: Found) => `${file}:${line ?? ''} ${code}`

describe('exports', () => {
  const ROWS: readonly [name: string, source: string, ...found: string[]][] = [
    ['methods', 'export function GET() {}\nexport const POST = GET, PUT = GET'],
    ['config', "export const dynamic = 'auto', revalidate = 60\nexport const maxDuration = 5"],
    ['static-params', 'export const generateStaticParams = () => []'],
    ['types', 'export type A = 1\nexport interface B { a: A }'],
    ['lower', 'export const get = () => 1', '1 lowercase-method'],
    ['mixed', '\nexport const Post = () => 1', '2 lowercase-method'],
    ['default', 'export default () => 1', '1 default-export'],
    ['query', 'export const QUERY = () => 1', '1 method-not-in-next'],
    ['helper', 'export const helper = 1', '1 unknown-export'],
    ['api-config', 'export const config = {}', '1 unknown-export'],
    ['star', "export * from '@/lib/names'", ' unknown-export'],
    ['computed', 'const minute = 60\nexport const revalidate = 10 * minute', '2 dynamic-config'],
    ['re-export', "export { runtime } from '@/lib/runtime'", '1 dynamic-config'],
    ['renamed', "const dynamic = 'auto'\nexport { dynamic }", '2 dynamic-config'],
    [
      'cast',
      "export const dynamic = 'auto' as const, preferredRegion = ['a', `b`] satisfies string[]",
    ],
    [
      'context',
      'export const PUT = (request: Request, { params, db }: any) => db',
      '1 extra-context',
    ],
    [
      'member',
      'export function PUT(request: Request, context: any) {\n  return context.db\n}',
      '2 extra-context',
    ],
    [
      'unpacked',
      'export function PUT(r: Request, c: any = {}) {\n  const { user } = c\n  return user\n}',
      '2 extra-context',
    ],
    ['params', 'export async function PUT(r: Request, c: any) {\n  return (await c.params).id\n}'],
    [
      'wrapped',
      'const w = (f: any) => f\nexport const PUT = w((r: Request, { user }: any) => user)',
    ],
  ]
  const files = Object.fromEntries(
    ROWS.map(([name, source]) => [`app/${name}/route.ts`, `${source}\n${GET}`]),
  )
  files['app/methods/route.ts'] = ROWS[0]![1]
  let found: string[]

  beforeAll(async () => {
    const lib = {
      'lib/names.ts': 'export const helper = 1',
      'lib/runtime.ts': "export const runtime = 'nodejs'",
    }
    const tsconfig = { compilerOptions: { paths: { '@/*': ['./*'] } } }
    found = (await check({ ...files, ...lib, 'tsconfig.json': tsconfig })).map(shorten)
  })

  it.each(ROWS)('of %s: %j gives %j', (name, _, ...expected) => {
    const file = `app/${name}/route.ts`
    const own = found.filter(each => each.startsWith(`${file}:`))
    expect(own).toEqual(expected.map(each => `${file}:${each}`))
  })

  it.each([
    ['14', 'Next.js 14 refuses to build'],
    ['15', 'refuses up to 15.4 to build'],
    ['16', 'has no meaning in a route file.'],
  ])('that are unknown: under --compat %s it says "%s"', async (compat, words) => {
    const [only] = await check({ 'app/a/route.ts': `${GET}export const a = 1` }, '--compat', compat)
    expect(only!.message).toContain(words)
  })

  it('of CommonJS are found by loading; the module itself is not taken for a default export', async () => {
    const source = 'exports.GET = () => new Response()\nexports.helper = 1'
    const found = await check({ 'app/a/route.js': source, 'app/b/route.ts': source })
    expect(found.map(shorten)).toEqual([
      'app/a/route.js: unknown-export',
      'app/b/route.ts: commonjs-route',
      'app/b/route.ts: unknown-export',
    ])
  })

  it('that are missing: RH_NO_METHODS, with what to export', async () => {
    const [only] = await check(
      { 'app/a/route.ts': 'export const helper = 1' },
      '--skip',
      'unknown-export',
    )
    expect(only).toMatchObject({ severity: 'error', code: 'RH_NO_METHODS', file: 'app/a/route.ts' })
    expect(only!.fix).toContain('GET')
  })
})

describe('imports', () => {
  const ROWS: readonly [name: string, source: string, ...found: string[]][] = [
    ['surface', "import { cookies } from 'next/headers'\nimport 'server-only'\ncookies"],
    ['browser', "import 'client-only'", '1 refused-import'],
    ['hook', "import { useMemo, useState } from 'react'\nuseMemo; useState", '1 refused-import'],
    ['dynamically', "export const PUT = () => import('react-dom/server')"],
    ['type', "import type { Host } from 'route-handlers'\nexport const PUT = (h: Host) => h"],
    ['used-as-type', "import { Host } from 'route-handlers'\nexport const PUT = (h: Host) => h"],
    [
      'host',
      "import { host } from 'route-handlers'\nexport const PUT = () => host()",
      '1 own-import',
    ],
    ['ours', "import { after } from 'route-handlers/next/server'\nafter", '1 own-import'],
    ['edge', "import 'node:fs'\nimport 'util'\nexport const runtime = 'edge'", '1 edge-import'],
    ['edge-below', "import '../../lib/reads.js'\nexport const runtime = 'edge'"],
    ['node', "import 'node:fs'"],
  ]
  const files = Object.fromEntries(
    ROWS.map(([name, source]) => [`app/${name}/route.ts`, `${source}\n${GET}`]),
  )
  const react = {
    'node_modules/react/index.js': 'exports.useMemo = exports.useState = () => {}',
    'node_modules/react/package.json': { name: 'react' },
  }
  let all: Found[]

  beforeAll(async () => {
    const lib = { 'lib/reads.ts': "\nimport 'fs'\nexport {}" }
    all = await check({ ...files, ...react, ...lib, 'tsconfig.json': {} })
  })

  it.each(ROWS)('of %s: %j gives %j', (name, _, ...expected) => {
    const file = `app/${name}/route.ts`
    const own = all.filter(each => each.file === file).map(shorten)
    expect(own).toEqual(expected.map(each => `${file}:${each}`))
  })

  it('are followed into the project, and reported where they stand', () => {
    expect(all.map(shorten)).toContain('lib/reads.ts:2 edge-import')
  })

  it('of Next.js that do not work without its server are an error', async () => {
    const source = `import Image from 'next/image'\nImage\n${GET}`
    const [only] = await check({ 'app/a/route.ts': source })
    expect(only).toMatchObject({ severity: 'error', code: 'RH_NEXT_IMPORT_UNRESOLVED', line: 1 })
  })
})

describe('files', () => {
  it('that look like route files and are none', async () => {
    const found = await check({
      'app/a/route.mts': GET,
      'app/b/Route.ts': GET,
      'app/_private/route.mts': GET,
      'app/c/route.test.ts': GET,
      'app/c/route.ts': GET,
      'app/d/route.d.ts': '',
    })
    expect(found.map(shorten)).toEqual([
      'app/a/route.mts: file-ignored',
      'app/b/Route.ts: file-ignored',
    ])
  })

  it('that conflict are all reported, and the rest is looked at', async () => {
    const found = await check({
      'app/a/[x]/route.js': GET,
      'app/a/[y]/route.js': GET,
      'app/(g)/b/route.js': GET,
      'app/b/route.js': GET,
      'app/[[z]]/route.js': GET,
      'app/c/route.js': `${GET}export const helper = 1`,
    })
    expect(found.map(({ code }) => code).sort()).toEqual([
      'RH_INVALID_SEGMENT',
      'RH_ROUTE_CONFLICT',
      'RH_ROUTE_CONFLICT',
      'unknown-export',
    ])
  })
})

describe('the server', () => {
  const LIB = "import { cookies } from 'next/headers'\nexport const user = () => cookies()"
  const SERVER =
    "import { routeHandlers } from 'route-handlers/express'\nimport './lib/user.js'\nrouteHandlers"
  const files = (start: string, server = SERVER, lib = LIB) => ({
    'package.json': { type: 'module', scripts: { start } },
    'app/a/route.ts': GET,
    'server.ts': server,
    'lib/user.ts': lib,
  })
  const finding = 'lib/user.ts:1 RH_NEXT_IMPORT_UNRESOLVED'

  it.each([
    ['a start script', files('NODE_ENV=production node --env-file .env server.ts'), [finding]],
    ['tsx', files('tsx watch ./server.ts'), [finding]],
    ['main', { ...files(''), 'package.json': { type: 'module', main: './server.ts' } }, [finding]],
    ['the hooks as a flag', files('node --import route-handlers/register server.ts'), []],
    [
      'a dynamic import',
      files('node server.ts', SERVER.replace("import './", "import 'route-handlers/koa'\n// './")),
      [],
    ],
    [
      'an import of types',
      files(
        'node server.ts',
        SERVER,
        "import { NextRequest } from 'next/server'\nexport const f = (r: NextRequest) => r",
      ),
      [],
    ],
    ['no mount', files('node server.ts', "import './lib/user.js'"), []],
    ['a script that names no file', files('next start'), []],
  ])('4.2: imports next/* before mounting, with %s', async (_, project, expected) => {
    expect((await check(project)).map(shorten)).toEqual(expected)
  })

  it('4.2: is fine with the alias install', async () => {
    const alias = { 'node_modules/next/package.json': { name: 'route-handlers', version: '0.0.0' } }
    expect(await check({ ...files('node server.ts'), ...alias })).toEqual([])
  })
})
