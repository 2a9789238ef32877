/** `route-handlers routes` */
import { project, removeProjects, routeHandlers } from './project'

afterAll(removeProjects)

const GET = 'export const GET = () => new Response()\n'
const root = project({
  'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./*'] } } },
  'app/route.js': GET,
  'app/(shop)/users/[id]/route.ts': `
    import { cookies } from 'next/headers'
    import { table } from '@/lib/db'
    export const runtime = 'nodejs' as const
    export const maxDuration = 60
    export async function GET(): Promise<Response> { return Response.json(await cookies()) }
    export const DELETE = () => new Response(table)
  `,
  'app/files/[...path]/route.js': `export const runtime = 'edge'\nexport const preferredRegion = ['fra1']\n${GET}`,
  'lib/db.ts': 'enum Table { Users = "users" }\nexport const table = Table.Users',
})

describe('route-handlers routes', () => {
  it('lists methods, path, file and segment config in the order of the files', async () => {
    const { code, stdout } = await routeHandlers(root, ['routes'])
    expect(code).toBe(0)
    expect(stdout.split('\n')).toEqual([
      'METHODS     PATH              FILE                            CONFIG',
      'DELETE GET  /users/[id]       app/(shop)/users/[id]/route.ts  runtime=nodejs maxDuration=60',
      'GET         /files/[...path]  app/files/[...path]/route.js    runtime=edge preferredRegion=["fra1"]',
      'GET         /                 app/route.js',
      '',
    ])
  })

  it('prints an array with --json', async () => {
    const { stdout } = await routeHandlers(root, ['routes', '--json'])
    expect(JSON.parse(stdout)[0]).toEqual({
      path: '/users/[id]',
      methods: ['DELETE', 'GET'],
      file: 'app/(shop)/users/[id]/route.ts',
      params: [{ name: 'id', kind: 'dynamic' }],
      config: { runtime: 'nodejs', maxDuration: 60 },
    })
  })

  it('puts the base path in front', async () => {
    const { stdout } = await routeHandlers(root, ['routes', '--json', '--base-path', '/api/'])
    const paths = JSON.parse(stdout).map(({ path }: { path: string }) => path)
    expect(paths).toEqual(['/api/users/[id]', '/api/files/[...path]', '/api'])
  })

  it('takes the extensions of the mount', async () => {
    const { stdout } = await routeHandlers(root, ['routes', '--extensions', 'ts'])
    expect(stdout.trim().split('\n')).toHaveLength(2)
  })

  it('says so where there are none', async () => {
    const { code, stdout } = await routeHandlers(project({ 'app/page.js': '' }), ['routes'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'app has no route files.\n' })
  })

  it('has colours only where they are wanted', async () => {
    const colour = '\u001b['
    expect((await routeHandlers(root, ['routes'])).stdout).not.toContain(colour)
    expect((await routeHandlers(root, ['routes'], { FORCE_COLOR: '1' })).stdout).toContain(colour)
    const unwanted = { FORCE_COLOR: '1', NO_COLOR: '1' }
    expect((await routeHandlers(root, ['routes'], unwanted)).stdout).not.toContain(colour)
  })
})

describe('route-handlers routes, with a route that fails to load', () => {
  const broken = project({
    'app/good/route.js': GET,
    'app/syntax/route.ts': 'export const GET = () => {\n  const x: = 1\n}\n',
    'app/throws/route.ts':
      'type A = 1\nconst settings: { url?: URL } = {}\nthrow new Error("no url")\n',
  })

  it('lists the others, shows where it fails, and exits with 1', async () => {
    const { code, stdout, stderr } = await routeHandlers(broken, ['routes'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^GET +\/good /m)
    expect(stdout).toMatch(/^ERROR +\/syntax +app\/syntax\/route.ts +RH_MODULE_LOAD$/m)
    expect(stderr).toMatch(/^RH_MODULE_LOAD: app\/syntax\/route.ts cannot be loaded: /m)
    expect(stderr).toMatch(/^> 2 \| {3}const x: = 1$/m)
    expect(stderr).toMatch(/^> 3 \| throw new Error\("no url"\)$/m)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it('has the error in the array', async () => {
    const { code, stdout } = await routeHandlers(broken, ['routes', '--json'])
    expect(code).toBe(1)
    const { error, methods } = JSON.parse(stdout)[2]
    expect(methods).toEqual([])
    expect(error).toEqual({
      code: 'RH_MODULE_LOAD',
      message: 'app/throws/route.ts cannot be loaded: no url',
    })
  })

  it('exits with 1 for a directory that cannot be mounted', async () => {
    const twice = project({ 'app/a/[x]/route.js': GET, 'app/a/[y]/route.js': GET })
    const { code, stderr } = await routeHandlers(twice, ['routes'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^RH_ROUTE_CONFLICT: Ambiguous app routes detected/)
  })
})

it('names the file that a code frame is of, where the route imports it', async () => {
  const broken = project({
    'app/route.ts': "import { a } from '../lib/a'\nexport const GET = () => new Response(a)\n",
    'lib/a.ts': 'export const a: = 1\n',
  })
  const { code, stderr } = await routeHandlers(broken, ['routes'])
  expect(code).toBe(1)
  expect(stderr).toContain('lib/a.ts:1:17\n\n> 1 | export const a: = 1')
})
