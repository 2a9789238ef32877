/** Metadata files in the commands: listed and loaded, and no handlers. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { project, removeProjects, routeHandlers } from './project'

afterAll(removeProjects)

const root = project({
  'tsconfig.json': {},
  'app/users/[id]/route.ts': 'export const GET = () => new Response()\n',
  'app/robots.ts': 'export const revalidate = 60\nexport default () => ({ rules: [] })\n',
  'app/favicon.ico': 'not really an icon',
  'app/(shop)/icon.png': 'not really a picture',
  'app/shop/sitemap.ts':
    'export const generateSitemaps = () => [{ id: 0 }]\nexport default () => []\n',
})

it('`routes` lists them with their URLs', async () => {
  const { code, stdout } = await routeHandlers(root, ['routes'])
  expect(code).toBe(0)
  expect(stdout.trim().split('\n').slice(1)).toEqual([
    'GET      /icon-12nzgn.png                 app/(shop)/icon.png',
    'GET      /favicon.ico                     app/favicon.ico',
    'GET      /robots.txt                      app/robots.ts            revalidate=60',
    'GET      /shop/sitemap/[__metadata_id__]  app/shop/sitemap.ts',
    'GET      /users/[id]                      app/users/[id]/route.ts',
  ])
})

it('`check` has nothing against them', async () => {
  const { code, stdout } = await routeHandlers(root, ['check', '--json'])
  expect({ code, findings: JSON.parse(stdout) }).toEqual({ code: 0, findings: [] })
})

it('`check` finds one that cannot be loaded', async () => {
  const files = {
    'app/sitemap.js': 'export const sitemap = () => []\n',
    'app/twitter-image.png': 'x'.repeat(6 * 1024 * 1024),
  }
  const { code, stdout } = await routeHandlers(project(files), ['check', '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject([
    {
      code: 'RH_INVALID_EXPORT',
      message: expect.stringMatching(/^Default export is missing in "/),
    },
    { code: 'RH_INVALID_METADATA', message: expect.stringMatching(/^File size for Twitter image/) },
  ])
})

it('`check` knows what the edge runtime lacks', async () => {
  const files = {
    'app/icon.js':
      "import 'node:fs'\nexport const runtime = 'edge'\nexport default () => new Response()\n",
  }
  const { stdout } = await routeHandlers(project(files), ['check', '--json'])
  expect(JSON.parse(stdout)).toMatchObject([{ code: 'edge-import' }])
})

it('`manifest` leaves them out, and says so', async () => {
  const { stderr } = await routeHandlers(root, ['manifest'])
  expect(stderr).toContain('4 metadata files are left out')
  const text = readFileSync(join(root, 'routes.gen.ts'), 'utf8')
  expect(text.match(/import\('.*?'\)/g)).toEqual(["import('./app/users/[id]/route.js')"])
})

it('`typegen` has no RouteContext for them', async () => {
  await routeHandlers(root, ['typegen'])
  const types = join(root, '.route-handlers/types/routes.d.ts')
  expect(existsSync(types)).toBe(true)
  expect(readFileSync(types, 'utf8')).toContain('type AppRouteHandlerRoutes = "/users/[id]"\n')
})
