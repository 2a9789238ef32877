/** A manifest instead of a directory: what is served, how it loads, and what is refused. */
import fs from 'node:fs'
import { createRoutes, type RouteManifest } from '../../../src/index'
import { headers } from '../../../src/next/headers'
import { ask } from '../mount'
import { refusal } from '../refusal'

const says = (text: string) => ({ GET: () => new Response(text) })
const echo = {
  GET: async (_: Request, { params }: { params: Promise<unknown> }) => Response.json(await params),
}
const textOf = async (answer: Promise<Response>) => (await answer).text()

describe('createRoutes(manifest)', () => {
  it('serves modules and functions that give them', async () => {
    const routes = createRoutes({
      'route.ts': says('root'),
      'users/[id]/route.ts': async () => echo,
      '(group)/a/route.js': () => says('sync'),
    })
    expect(await textOf(ask(routes, '/'))).toBe('root')
    expect(await (await ask(routes, '/users/7')).json()).toEqual({ id: '7' })
    expect(await textOf(ask(routes, '/a'))).toBe('sync')
    expect((await ask(routes, '/b')).status).toBe(404)
    expect((await ask(routes, '/a', { method: 'POST' })).status).toBe(405)
  })

  it('lists its routes by key, sorted as a directory is', () => {
    const routes = createRoutes({ './b/route.ts': says(''), './a/[id]/route.ts': says('') })
    expect(routes.routes().map(({ pattern, file }) => [pattern, file])).toEqual([
      ['/a/[id]', 'a/[id]/route.ts'],
      ['/b', 'b/route.ts'],
    ])
  })

  it('LOAD-7: finds the exports of a CommonJS module that was imported', async () => {
    const routes = createRoutes({ 'route.js': async () => ({ default: says('cjs') }) })
    expect(await textOf(ask(routes, '/'))).toBe('cjs')
  })

  it('imports lazily, and each file once', async () => {
    const load = jest.fn(async () => says('lazy'))
    const routes = createRoutes({ 'a/route.ts': load, 'b/route.ts': says('b') })
    await ask(routes, '/b')
    expect(load).not.toHaveBeenCalled()
    await Promise.all([ask(routes, '/a'), ask(routes, '/a'), routes.ready()])
    expect(load).toHaveBeenCalledTimes(1)
  })

  it('touches no file', async () => {
    const calls = (['readdirSync', 'readFileSync', 'statSync', 'existsSync'] as const).map(name =>
      jest.spyOn(fs, name),
    )
    const routes = createRoutes({ 'route.ts': async () => says('') })
    await ask(routes, '/')
    expect(calls.map(call => call.mock.calls)).toEqual([[], [], [], []])
    for (const call of calls) call.mockRestore()
  })

  it('opens a request scope for a handler whose file nobody could read', async () => {
    const GET = async () => new Response((await headers()).get('x-a'))
    const routes = createRoutes({ 'route.ts': { GET } })
    expect(await textOf(ask(routes, '/', { headers: { 'x-a': '1' } }))).toBe('1')
  })

  it('takes the options of a directory that do not concern the disk', async () => {
    const files = { 'a/route.ts': says('a'), 'old/b/route.ts': says('b'), 'route.api.ts': says('') }
    const options = { basePath: '/v1', extensions: ['ts', 'api.ts'] }
    const routes = createRoutes(files, { ...options, ignore: path => path === 'old' })
    expect(await textOf(ask(routes, '/v1/a'))).toBe('a')
    expect((await ask(routes, '/v1/old/b')).status).toBe(404)
  })
})

describe('a module of a manifest that fails', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it('is RH_MODULE_LOAD of its route alone, and is tried again after a second', async () => {
    const cause = new Error('no database')
    const load = jest.fn(async () => says('up')).mockRejectedValueOnce(cause)
    const routes = createRoutes({ 'a/route.ts': load, 'b/route.ts': says('b') })
    const failure = { code: 'RH_MODULE_LOAD', file: 'a/route.ts', cause }
    const message = 'a/route.ts cannot be loaded: no database'
    await expect(ask(routes, '/a')).rejects.toMatchObject({ ...failure, message })
    await expect(ask(routes, '/a')).rejects.toMatchObject(failure)
    expect(load).toHaveBeenCalledTimes(1)
    expect(await textOf(ask(routes, '/b'))).toBe('b')
    jest.advanceTimersByTime(1000)
    expect(await textOf(ask(routes, '/a'))).toBe('up')
  })

  it.each([
    [undefined, 'undefined'],
    ['text', 'text'],
  ])('is one whose function gives %p', async (value, name) => {
    const routes = createRoutes({ 'a/route.ts': () => value })
    await expect(routes.ready()).rejects.toThrow(
      `a/route.ts cannot be loaded: its function in the manifest gave ${name} instead of a module`,
    )
  })

  it('is one without methods, when it is loaded', async () => {
    const routes = createRoutes({ 'a/route.ts': { get: () => new Response() } })
    await expect(routes.ready()).rejects.toMatchObject({
      code: 'RH_NO_METHODS',
      message: expect.stringContaining("'get' in 'a/route.ts'"),
    })
  })
})

describe('a manifest is refused', () => {
  class Modules {}

  it.each([
    [[], 'A manifest must be a plain object of modules by path, received []'],
    [new Map(), 'A manifest must be a plain object'],
    [new Modules(), 'A manifest must be a plain object'],
    [
      { 'a/route.ts': './a/route.ts' },
      `The manifest's "a/route.ts" must be a module or a function`,
    ],
    [{ 'a/route.ts': null }, `The manifest's "a/route.ts" must be a module or a function`],
    [{ 'a/handler.ts': {} }, `The manifest's key "a/handler.ts" names no route file.`],
    [{ 'a/route.test.ts': {} }, `key "a/route.test.ts" names no route file.`],
    [{ 'users\\route.ts': {} }, String.raw`key "users\route.ts" names no route file.`],
    [{ '': {} }, 'key "" names no route file.'],
    [{ '../a/route.ts': {}, 'b/route.ts': {} }, `key "../a/route.ts" is no path below the app`],
    [{ 'a//route.ts': {} }, 'key "a//route.ts" is no path below the app'],
  ])('%p: %s', (manifest, message) => {
    expect(refusal(() => createRoutes(manifest as RouteManifest))).toContain(message)
  })

  it.each([
    ['root', '.'],
    ['import', async () => ({})],
    ['nextModules', false],
  ])('with the option %s, which could take no effect', (name, value) => {
    expect(refusal(() => createRoutes({ 'route.ts': {} }, { [name]: value }))).toMatch(
      `The option "${name}" does not apply to a manifest: `,
    )
  })

  it.each([
    ['two keys of one file', ['a/route.ts', './a/route.ts'], 'RH_ROUTE_CONFLICT'],
    ['two files of one URL', ['a/route.ts', '(g)/a/route.ts'], 'RH_ROUTE_CONFLICT'],
    ['a page beside a route', ['a/route.ts', 'a/page.tsx'], 'RH_ROUTE_CONFLICT'],
    ['a segment that is none', ['[]/route.ts'], 'RH_INVALID_SEGMENT'],
  ])('for %s', (_, keys, code) => {
    const manifest = Object.fromEntries(keys.map(key => [key, says('')]))
    expect(() => createRoutes(manifest)).toThrow(expect.objectContaining({ code }))
  })
})
