/** `instrumentation.ts`: `register()` before the first request, `onRequestError()` for each that failed. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRoutes, type Routes } from '../../../src/create-routes'
import { notFound, redirect } from '../../../src/next/navigation'
import { NextResponse } from '../../../src/next/server'
import type { RouteOptions } from '../../../src/route-options'
import { app, ask } from '../mount'

type Hooks = Readonly<Record<string, unknown>>

const HOOKS = 'export function register() {}\nexport function onRequestError() {}\n'

/** Mounts route files beside an instrumentation file, which stands where Next.js looks for it. */
function mounted(
  hooks: Hooks | Error,
  routes: Readonly<Record<string, Hooks>>,
  options: RouteOptions & { readonly at?: string; readonly source?: string } = {},
): Routes {
  const { at = 'instrumentation.ts', source = HOOKS, ...given } = options
  const modules = new Map<string, Hooks | Error>()
  const put = (file: string, exports: Hooks | Error, text: string): void => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    modules.set(file, exports)
  }
  put(join(dirname(app), at), hooks, source)
  writeFileSync(join(dirname(app), 'package.json'), '{}')
  for (const [path, exports] of Object.entries(routes)) {
    const names = Object.keys(exports)
    put(join(app, path), exports, names.map(name => `export const ${name} = null\n`).join(''))
  }
  const load = async (file: string): Promise<object> => {
    const exports = modules.get(file)!
    if (exports instanceof Error) throw exports
    return exports
  }
  return createRoutes(app, { import: load, ...given })
}

const answering = { GET: () => new Response('here') }

const throwing = (thrown: unknown) => ({
  GET() {
    throw thrown
  },
})

/** What the hook is told of one request. */
async function told(
  routes: Readonly<Record<string, Hooks>>,
  path: string,
  options?: RouteOptions,
): Promise<unknown[][]> {
  const onRequestError = jest.fn()
  const mount = mounted({ onRequestError }, routes, options)
  await ask(mount, path, { headers: { 'x-sent': 'yes' } }).catch(() => undefined)
  return onRequestError.mock.calls
}

describe('register()', () => {
  it.each(['instrumentation.ts', 'instrumentation.js', 'src/instrumentation.ts'])(
    'is called from %s beside the route directory',
    async at => {
      const register = jest.fn()
      await mounted({ register }, { 'route.ts': answering }, { at }).ready()
      expect(register.mock.calls).toEqual([[]])
    },
  )

  it('is waited for by ready()', async () => {
    const seen: string[] = []
    const register = async () => {
      await new Promise(setImmediate)
      seen.push('registered')
    }
    await mounted({ register }, { 'route.ts': answering }).ready()
    expect(seen).toEqual(['registered'])
  })

  it('is waited for by the first requests, and runs once for all of them', async () => {
    const seen: string[] = []
    const register = async () => {
      await new Promise(setImmediate)
      seen.push('registered')
    }
    const GET = () => {
      seen.push('handled')
      return new Response()
    }
    const routes = mounted({ register }, { 'route.ts': { GET } })
    await Promise.all([ask(routes, '/'), ask(routes, '/')])
    await ask(routes, '/')
    expect(seen).toEqual(['registered', 'handled', 'handled', 'handled'])
  })

  it('runs once for two mounts of one project', async () => {
    const register = jest.fn()
    const first = mounted({ register }, { 'route.ts': answering })
    const second = mounted({ register }, { 'route.ts': answering })
    await Promise.all([first.ready(), second.ready()])
    await ask(second, '/')
    expect(register).toHaveBeenCalledTimes(1)
  })

  it('finds the runtime named, as the example of Next.js asks for it', async () => {
    delete process.env['NEXT_RUNTIME']
    let runtime: unknown
    const register = () => {
      runtime = process.env['NEXT_RUNTIME']
    }
    await mounted({ register }, { 'route.ts': answering }).ready()
    expect(runtime).toBe('nodejs')
  })

  it('fails ready() and every request with one coded error if it throws', async () => {
    const cause = new Error('no collector')
    const register = jest.fn(() => Promise.reject(cause))
    const onRequestError = jest.fn()
    const routes = mounted({ register, onRequestError }, { 'route.ts': answering })
    const expected = {
      code: 'RH_INSTRUMENTATION',
      message: expect.stringContaining(
        'An error occurred while loading instrumentation hook: no collector',
      ),
      cause,
    }
    await expect(routes.ready()).rejects.toMatchObject(expected)
    await expect(ask(routes, '/')).rejects.toMatchObject(expected)
    await expect(ask(routes, '/')).rejects.toMatchObject(expected)
    expect(register).toHaveBeenCalledTimes(1)
    expect(onRequestError).not.toHaveBeenCalled()
  })

  it.each(['register', 'onRequestError'])('refuses a %s that is no function', async name => {
    const routes = mounted({ [name]: 'text' }, { 'route.ts': answering })
    await expect(routes.ready()).rejects.toMatchObject({ code: 'RH_INVALID_EXPORT' })
  })

  it('names the file that cannot be loaded', async () => {
    const routes = mounted(new Error('broken'), { 'route.ts': answering })
    await expect(ask(routes, '/')).rejects.toMatchObject({
      code: 'RH_MODULE_LOAD',
      file: join(dirname(app), 'instrumentation.ts'),
    })
  })
})

describe('a file of that name', () => {
  it('is not loaded from outside of the project', async () => {
    const routes = { 'route.ts': answering }
    const mount = mounted(new Error('loaded'), routes, { root: app })
    expect(await (await ask(mount, '/')).text()).toBe('here')
  })

  it.each([
    ['starts an SDK', "import { NodeSDK } from 'sdk'\nnew NodeSDK().start()\n"],
    ['calls a register()', 'const provider = make()\nprovider.register()\nexport const x = 1\n'],
  ])('is not loaded if it only %s', async (_, source) => {
    const routes = mounted(new Error('loaded'), { 'route.ts': answering }, { source })
    expect(await (await ask(routes, '/')).text()).toBe('here')
  })

  it.each([
    'export async function register() {}',
    'export const register = () => {}',
    'const onRequestError = () => {}\nexport { onRequestError }',
    'export const { register } = hooks',
    "export { captureRequestError as onRequestError } from '@sentry/nextjs'",
    "export * from './hooks'",
    'exports.register = () => {}',
    'module.exports = { register() {} }',
  ])('is loaded if it says %j', async source => {
    const register = jest.fn()
    await mounted({ register }, { 'route.ts': answering }, { source }).ready()
    expect(register).toHaveBeenCalledTimes(1)
  })
})

describe('onRequestError()', () => {
  it('is told of the error, the request and the route', async () => {
    const error = new Error('failed')
    const calls = await told({ 'err/[id]/route.ts': throwing(error) }, '/err/7/?q=1')
    expect(calls).toEqual([
      [
        error,
        { path: '/err/7/?q=1', method: 'GET', headers: { 'x-sent': 'yes' } },
        {
          routerKind: 'App Router',
          routePath: '/err/[id]',
          routeType: 'route',
          revalidateReason: undefined,
          renderSource: undefined,
        },
      ],
    ])
    expect(calls[0]![0]).toBe(error)
  })

  it.each([
    [14, '/err/[id]/route'],
    [15, '/err/[id]/route'],
    [16, '/err/[id]'],
  ] as const)('names the route as Next.js %i does', async (compat, routePath) => {
    const routes = { 'err/[id]/route.ts': throwing(new Error('failed')) }
    const calls = await told(routes, '/err/7', { compat })
    expect(calls[0]![2]).toMatchObject({ routePath })
  })

  it('is told the path below the base path', async () => {
    const routes = { 'err/route.ts': throwing(new Error('failed')) }
    const calls = await told(routes, '/base/err?q=1', { basePath: '/base' })
    expect(calls[0]![1]).toMatchObject({ path: '/err?q=1' })
  })

  it.each([['a text'], [undefined], [null], [{ code: 7 }]])(
    'is given %j as it was thrown',
    async thrown => {
      const calls = await told({ 'route.ts': throwing(thrown) }, '/')
      expect(calls).toHaveLength(1)
      expect(calls[0]![0]).toBe(thrown)
    },
  )

  it.each<[string, () => unknown]>([
    ['redirect()', () => redirect('/elsewhere')],
    ['notFound()', () => notFound()],
    ['an answer of 500', () => new Response(null, { status: 500 })],
  ])('is not told of %s', async (_, GET) => {
    expect(await told({ 'route.ts': { GET } }, '/')).toEqual([])
  })

  it('is not told of a request that is refused', async () => {
    const POST = async (request: Request) => Response.json(await request.text())
    const onRequestError = jest.fn()
    const routes = mounted({ onRequestError }, { 'route.ts': { POST } }, { bodyLimit: 2 })
    const asked = ask(routes, '/', { method: 'POST', body: 'too much' })
    await expect(asked).rejects.toMatchObject({ code: 'RH_BODY_LIMIT' })
    expect(onRequestError).not.toHaveBeenCalled()
  })

  it('is told of a file that cannot be served', async () => {
    const calls = await told({ 'route.ts': { GET: 'no function' } }, '/')
    expect(calls).toMatchObject([[{ code: 'RH_INVALID_EXPORT' }, { path: '/' }, {}]])
  })

  it('is waited for before onError answers', async () => {
    const seen: string[] = []
    const onRequestError = async () => {
      await new Promise(setImmediate)
      seen.push('onRequestError')
    }
    const onError = () => {
      seen.push('onError')
      return new Response('sorry')
    }
    const routes = mounted(
      { onRequestError },
      { 'route.ts': throwing(new Error('failed')) },
      { onError },
    )
    expect(await (await ask(routes, '/')).text()).toBe('sorry')
    expect(seen).toEqual(['onRequestError', 'onError'])
  })

  it('answers nothing, and its own failure goes to the console', async () => {
    const logged = jest.spyOn(console, 'error').mockImplementation()
    const failure = new Error('reporting failed')
    const onRequestError = async () => {
      throw failure
    }
    const error = new Error('failed')
    const routes = mounted({ onRequestError }, { 'route.ts': throwing(error) })
    await expect(ask(routes, '/')).rejects.toBe(error)
    expect(logged.mock.calls).toEqual([['Error in instrumentation.onRequestError:', failure]])
    logged.mockRestore()
  })

  it('is told that an answer of the cache could not be renewed', async () => {
    const onRequestError = jest.fn()
    let runs = 0
    const GET = () => {
      if (++runs > 1) throw new Error('the source is gone')
      return new Response('kept')
    }
    const logged = jest.spyOn(console, 'error').mockImplementation()
    const exports = { GET, dynamic: 'force-static', revalidate: 1 }
    const routes = mounted(
      { onRequestError },
      { 'a/[id]/route.ts': exports },
      { cache: { dev: true } },
    )
    await (await ask(routes, '/a/7?q=1')).text()
    await sleep(1_100)
    expect(await (await ask(routes, '/a/7?q=1')).text()).toBe('kept')
    await routes.close()
    logged.mockRestore()
    expect(onRequestError.mock.calls).toEqual([
      [
        expect.objectContaining({ message: 'the source is gone' }),
        { path: '/a/7', method: 'GET', headers: {} },
        expect.objectContaining({ routePath: '/a/[id]', revalidateReason: 'stale' }),
      ],
    ])
  })

  it('is not told of work of after(), which is none of the request', async () => {
    const { after } = await import('../../../src/next/server')
    const onRequestError = jest.fn()
    const onError = jest.fn()
    const GET = () => {
      after(() => {
        throw new Error('afterwards')
      })
      return new Response()
    }
    const routes = mounted({ onRequestError }, { 'route.ts': { GET } }, { onError })
    await ask(routes, '/')
    await routes.close()
    expect(onError).toHaveBeenCalledTimes(1)
    expect(onRequestError).not.toHaveBeenCalled()
  })

  it.each([
    [15, 'middleware'],
    [16, 'proxy'],
  ] as const)('is told of the proxy of Next.js %i', async (compat, name) => {
    const error = new Error('of the proxy')
    const proxy = {
      [name]: () => {
        throw error
      },
    }
    const routes = { 'a/route.ts': answering, [`../${name}.ts`]: proxy }
    const calls = await told(routes, '/a?q=1', { compat })
    const context = { routerKind: 'Pages Router', routePath: `/${name}`, routeType: name }
    expect(calls).toEqual([
      [error, { path: '/a?q=1', method: 'GET', headers: { 'x-sent': 'yes' } }, context],
    ])
  })

  it.each([
    ['a proxy', () => undefined],
    [
      'a proxy that rewrites',
      (request: Request) => NextResponse.rewrite(new URL('/b', request.url)),
    ],
  ])('is told of the route behind %s', async (_, proxy) => {
    const error = new Error('of the handler')
    const files = { 'a/route.ts': throwing(error), 'b/route.ts': throwing(error) }
    const calls = await told({ ...files, '../proxy.ts': { proxy } }, '/a')
    const routePath = expect.stringMatching(/^\/[ab]$/)
    expect(calls).toMatchObject([[error, { path: '/a' }, { routePath, routeType: 'route' }]])
  })
})
