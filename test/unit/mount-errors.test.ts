/** What a mount refuses, at once, naming the file, the reason and the fix. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createRoutes } from '../../src/create-routes'
import { app, ask, mount } from './mount'

const GET = (): Response => new Response('ok')

function refused(mounting: () => unknown) {
  try {
    mounting()
  } catch (error) {
    return error as Error & { readonly code: string; readonly file?: string }
  }
  throw new Error('nothing was thrown')
}

describe('createRoutes(dir, options)', () => {
  it('FT-8: a missing directory', () => {
    rmSync(app, { recursive: true })
    const error = refused(() => createRoutes(app))
    expect(error).toMatchObject({ code: 'RH_DIRECTORY_MISSING', status: 500, file: app })
    expect(error.message).toContain(app)
  })

  it('FT-8: a file in place of the directory', () => {
    const file = join(dirname(app), 'app.ts')
    writeFileSync(file, '')
    const error = refused(() => createRoutes(file))
    expect(error).toMatchObject({ code: 'RH_DIRECTORY_MISSING' })
    expect(error.message).toContain(file)
  })

  it('FT-8: two files on one URL', () => {
    const error = refused(() => mount({ '(x)/a/route.ts': { GET }, '(y)/a/route.ts': { GET } }))
    expect(error.code).toBe('RH_ROUTE_CONFLICT')
    expect(error.message).toContain(join(app, '(x)/a/route.ts'))
    expect(error.message).toContain(join(app, '(y)/a/route.ts'))
    expect(error.message).toContain('Keep one of them')
  })

  it.each([
    ['[[slug]]', 'Rename the directory to "[slug]"'],
    ['[]', 'Rename the directory "[]"'],
    ['[...]', 'Rename the directory "[...]"'],
    ['[…slug]', "Did you mean ('...')?"],
    ['[__proto__]', 'Rename the directory "[__proto__]"'],
  ])('row 38: the segment %s', (segment, fix) => {
    const file = join(app, segment, 'route.ts')
    const mounting = () => mount({ [`${segment}/route.ts`]: { GET } })
    const error = refused(mounting)
    expect(error).toMatchObject({ code: 'RH_INVALID_SEGMENT', file })
    expect(error.message).toContain(file)
    expect(error.message).toContain(fix)
  })

  it.each([
    ['an empty file', ''],
    ['a file with constants only', "export const dynamic = 'auto'"],
    ['a file with methods in lower case', 'export function get() {}'],
  ])('2.2: a route file without methods: %s', (_what, source) => {
    const file = join(app, 'a/route.ts')
    const error = refused(() => mount({ 'a/route.ts': source }))
    expect(error).toMatchObject({ code: 'RH_NO_METHODS', status: 500, file })
    expect(error.message).toContain(`No HTTP methods exported in '${file}'.`)
    expect(error.message).toContain('Add for example "export function GET(request) { … }"')
  })

  it.each([
    ['export function GET() {}'],
    ['export const POST = wrap(handler)'],
    ['export { handler as GET, handler as POST }'],
    ["export * from './handlers'"],
    ["export * from\n'./handlers'"],
    ['module.exports = { GET }'],
    ["exports['G' + 'ET'] = handler"],
    ['Object.assign(exports, handlers)'],
    ['export const { GET, POST } = toHandlers(auth)'],
    ['export const QUERY = handler'],
  ])('2.2: doubt is left to the load: %j mounts', source => {
    expect(mount({ 'a/route.ts': source }).routes()).toHaveLength(1)
  })

  it('R20: an option of the wrong type comes before the directory is looked at', () => {
    const error = refused(() => createRoutes('/nowhere', { compat: '16' as never }))
    expect(error.code).toBe('RH_INVALID_OPTION')
  })

  it('an empty directory is no fault: nothing is ours', async () => {
    const routes = mount({})
    await expect(routes.ready()).resolves.toBeUndefined()
    expect((await ask(routes, '/')).status).toBe(404)
  })
})

describe('a route file that fails while it is loaded', () => {
  const failing = {
    'a/route.ts': { GET },
    'b/route.ts': new Error('no database'),
    'c/route.ts': new TypeError('no key'),
  }

  it('FT-8: is an error of its own route only', async () => {
    const routes = mount(failing)
    await expect(ask(routes, '/b')).rejects.toMatchObject({
      code: 'RH_MODULE_LOAD',
      file: join(app, 'b/route.ts'),
      cause: failing['b/route.ts'],
      message: expect.stringContaining('b/route.ts cannot be loaded: no database'),
    })
    expect(await (await ask(routes, '/a')).text()).toBe('ok')
  })

  it('FT-8: ready() names every one of them', async () => {
    const ready = mount(failing).ready()
    await expect(ready).rejects.toMatchObject({ code: 'RH_MODULE_LOAD' })
    const { message, cause } = await ready.catch(error => error)
    expect(message).toContain('2 route files cannot be served:')
    expect(message).toContain('b/route.ts cannot be loaded: no database')
    expect(message).toContain('c/route.ts cannot be loaded: no key')
    expect(cause.errors).toHaveLength(2)
  })

  it('FT-8: ready() rejects with the one error where there is one', async () => {
    const routes = mount({ 'a/route.ts': { GET }, 'b/route.ts': new Error('no database') })
    await expect(routes.ready()).rejects.toMatchObject({
      code: 'RH_MODULE_LOAD',
      file: join(app, 'b/route.ts'),
    })
  })

  it.each([
    ['a method that is no function', { GET: 'x' }, 'RH_INVALID_EXPORT'],
    ['TRACE', { GET, TRACE: GET }, 'RH_INVALID_EXPORT'],
    ['an invalid segment config', { GET, revalidate: '1' }, 'RH_INVALID_EXPORT'],
    ['no method after all', { GET: undefined }, 'RH_NO_METHODS'],
  ])('row 75: %s is an error of its route', async (_what, exports, code) => {
    const routes = mount({ 'a/route.ts': exports, 'b/route.ts': { GET } })
    const file = join(app, 'a/route.ts')
    await expect(ask(routes, '/a')).rejects.toMatchObject({ code, file })
    await expect(routes.ready()).rejects.toMatchObject({ code, file })
    expect((await ask(routes, '/b')).status).toBe(200)
  })

  it('a directory that only looks like a route is none', () => {
    mkdirSync(join(app, 'a/route.ts'), { recursive: true })
    expect(mount({}).routes()).toEqual([])
  })
})
