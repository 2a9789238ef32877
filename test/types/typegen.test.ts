/** What `typegen` writes, compiled with every TypeScript in use, in projects as users have them. */
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { COMPILERS, installCompilers, tsc } from './compilers'
import { addFile, createProject, generate, removeProjects } from './sample-project'

const CLEAN = { stdout: '', code: 0 }
const NEWEST = COMPILERS[2][1]
const CHECK = ['-p', '.route-handlers']

const OPTIONS = {
  target: 'es2023',
  lib: ['es2023'],
  types: ['node'],
  strict: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
}
const NODE = { ...OPTIONS, module: 'nodenext', verbatimModuleSyntax: true, composite: true }
const BUNDLER = { ...OPTIONS, module: 'esnext', moduleResolution: 'bundler', jsx: 'preserve' }
const COMMON = { ...OPTIONS, module: 'nodenext', declaration: true, declarationMap: true }
const KINDS = [
  ['ES modules of Node', 'module', { ...NODE, declarationMap: true, tsBuildInfoFile: './info' }],
  ['CommonJS', 'commonjs', { ...COMMON, isolatedDeclarations: true }],
  ['a bundler', 'module', { ...BUNDLER, incremental: true, allowJs: true }],
] as const

const USER = `import 'server-only'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation.js'
import { type NextRequest, NextResponse } from 'next/server'

export async function GET(request: NextRequest, context: RouteContext<'/users/[id]'>): Promise<Response> {
  const { id } = await context.params
  const only: string = id
  const user: string | undefined = context.user?.name
  if (!user) notFound()
  return NextResponse.json([only, request.nextUrl.pathname, (await cookies()).get('a')?.value])
}

export async function PUT(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<void> {
  await params
}

export const dynamic: string = 'force-dynamic'
`
const SURFACE = `import 'client-only'
import { revalidateTag } from 'next/cache'
import { draftMode } from 'next/headers.js'
import { redirect } from 'next/navigation'
import { ImageResponse } from 'next/og'
import { after } from 'next/server.js'

export async function GET(): Promise<ImageResponse> {
  if ((await draftMode()).isEnabled) redirect('/')
  after(() => revalidateTag('a', 'max'))
  // @ts-expect-error no such module, here or in Next.js
  await import('next/anything')
  return new ImageResponse(null)
}
`
const METADATA = `import type { Instrumentation, MetadataRoute } from 'next'

export default (): MetadataRoute.Sitemap => [{ url: 'u', lastModified: new Date(), images: ['i'] }]
export const robots: MetadataRoute.Robots = { rules: { userAgent: '*', disallow: ['/a'] } }
export const manifest: MetadataRoute.Manifest = { name: 'a', protocol_handlers: [] }
// @ts-expect-error an entry without url
export const wrong: MetadataRoute.Sitemap = [{ lastModified: 'x' }]
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (context.routeType === 'render') throw error
  console.error(request.headers['x-a']?.at(0), context.revalidateReason === 'on-demand')
}
`
const REST = `export async function POST(_: Request, context: RouteContext<'/files/[[...rest]]'>): Promise<Response> {
  const rest: string[] | undefined = (await context.params).rest
  return new Response(rest?.join('/'))
}
`
const ODD = `export const GET = (): Response => new Response('odd')\n`
const OLD = `type Old = { params: { id: string } }
export const GET = (_: Request, { params }: Old): Response => new Response(params.id)
export const PUT = async (_: Request, context: RouteContext<'/old/[id]'>): Promise<Response> =>
  new Response((await context.params).id)
`
/** A request, an answer, an export and a second argument that no handler has. */
const WRONG = {
  request: 'export const GET = (id: string): Response => new Response(id)\n',
  answer: 'export const POST = (): number => 1\n',
  export: 'export const PUT: string = "PUT"\n',
  context: OLD.replace('/old/', '/context/'),
}
/** TYP-4: the type parameter has Next's name; its constraint may be left out. */
const CONTEXT = `interface RouteContext<AppRouteHandlerRoute> {
  user?: { name: string }
}
`

function sample(type: string, compilerOptions: object): string {
  return createProject({
    'package.json': JSON.stringify({ name: 'sample', type }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { ...compilerOptions, rootDir: 'src', outDir: 'dist' },
      include: ['src', 'next-env.d.ts'],
    }),
    'src/context.d.ts': CONTEXT,
    'src/main.ts': `export const started: boolean = true\n`,
    'src/app/(group)/users/[id]/route.ts': USER,
    'src/app/files/[[...rest]]/route.ts': REST,
    'src/app/it\'s a "quote"/route.ts': ODD,
    'src/app/한글/route.ts': ODD,
    'src/app/plain/route.js': 'exports.GET = 1\n',
    'src/admin/users/[id]/route.ts': ODD,
    'src/admin/sites/[...path]/route.ts': ODD,
  })
}

beforeAll(installCompilers, 120_000)
afterAll(removeProjects)

describe.each(COMPILERS)('%s', (_name, compiler) => {
  it.each(KINDS)(
    'TYP-2: right handlers pass, in a project for %s with two mounts',
    async (_kind, type, options) => {
      const root = sample(type, options)
      const before = readdirSync(root)
      generate(root, 'src/app')
      generate(root, 'src/admin')
      expect(await tsc(compiler, CHECK, root)).toEqual(CLEAN)
      const added = readdirSync(root).filter(name => !before.includes(name))
      expect(added.sort()).toEqual(['.route-handlers', 'next-env.d.ts'])
    },
    120_000,
  )

  it('TYP-1: next-env.d.ts alone gives a project RouteContext and next/*', async () => {
    const root = sample('module', NODE)
    generate(root, 'src/app')
    rmSync(join(root, '.route-handlers/tsconfig.json'))
    rmSync(join(root, '.route-handlers/types/validator.ts'))
    expect(await tsc(compiler, ['--noEmit'], root)).toEqual(CLEAN)
  }, 120_000)

  it('TYP-1: the types of next/* can be had without generating anything', async () => {
    const types = ['node', 'route-handlers/next-env']
    const root = createProject({
      'package.json': '{"type":"module"}',
      'tsconfig.json': JSON.stringify({ compilerOptions: { ...BUNDLER, types, noEmit: true } }),
      'route.ts': SURFACE,
      'sitemap.ts': METADATA,
    })
    expect(await tsc(compiler, [], root)).toEqual(CLEAN)
  }, 120_000)

  it('TYP-2a: wrong handlers are refused, each with its route', async () => {
    const root = sample('module', NODE)
    for (const [name, text] of Object.entries(WRONG)) {
      addFile(root, `src/app/${name}/[id]/route.ts`, text)
    }
    generate(root, 'src/app')
    const { stdout, code } = await tsc(compiler, CHECK, root)
    expect(code).not.toBe(0)
    expect(stdout.match(/^\S.*error/gm)).toHaveLength(Object.keys(WRONG).length)
    for (const name of Object.keys(WRONG)) {
      expect(stdout).toContain(`RouteContext<"/${name}/[id]">`)
    }
  }, 120_000)

  it('TYP-2a: what the project emits stays where it was', async () => {
    const root = createProject({
      'package.json': '{"type":"module"}',
      'tsconfig.json': JSON.stringify({ compilerOptions: { ...NODE, outDir: 'dist' } }),
      'app/users/[id]/route.ts': ODD,
      'main.ts': 'export const started: boolean = true\n',
    })
    const emitted = async () => {
      expect(await tsc(compiler, [], root)).toEqual(CLEAN)
      const files = readdirSync(join(root, 'dist'), { recursive: true }).sort()
      rmSync(join(root, 'dist'), { recursive: true })
      rmSync(join(root, 'tsconfig.tsbuildinfo'), { force: true })
      return files
    }
    const before = await emitted()
    generate(root, 'app')
    expect(await emitted()).toEqual(before)
    expect(before).toContain('main.js')
  }, 120_000)
})

it('with compat 14 a handler may take params as an object, or await it', async () => {
  const root = sample('module', NODE)
  addFile(root, 'src/old/old/[id]/route.ts', OLD)
  generate(root, 'src/old', 14)
  generate(root, 'src/app')
  expect(await tsc(NEWEST, CHECK, root)).toEqual(CLEAN)
}, 120_000)

it('options of a shared configuration that speak of its reader’s directory still do', async () => {
  const here = ['$', '{configDir}'].join('')
  const options = { ...NODE, paths: { '@/*': [`${here}/src/*`] }, outDir: `${here}/dist` }
  const root = sample('module', OPTIONS)
  const base = { compilerOptions: options, include: [`${here}/src`] }
  addFile(root, 'base.json', JSON.stringify(base))
  addFile(root, 'tsconfig.json', JSON.stringify({ extends: './base.json' }))
  addFile(root, 'src/app/aliased/route.ts', `import '@/main.js'\n${ODD}`)
  generate(root, 'src/app')
  expect(await tsc(NEWEST, CHECK, root)).toEqual(CLEAN)
}, 120_000)

it('a project without a configuration is checked with strict options', async () => {
  const root = createProject({ 'package.json': '{}', 'app/[id]/route.tsx': ODD })
  cpSync(join(root, 'app/[id]'), join(root, 'app/wrong/[id]'), { recursive: true })
  addFile(root, 'app/wrong/[id]/route.tsx', 'export const GET = (id: string) => id\n')
  generate(root, 'app')
  const { stdout } = await tsc(NEWEST, CHECK, root)
  expect(stdout.match(/^\S.*error/gm)).toHaveLength(1)
}, 120_000)
