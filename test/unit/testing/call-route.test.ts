/** `callRoute()`: one module, whose place in the URL space only the test knows. */
import { cookies } from '../../../src/next/headers'
import { callRoute } from '../../../src/testing'

const echo = {
  GET: async (request: Request, { params, ...context }: any) =>
    Response.json({ url: request.url, params: await params, ...context }),
}

const json = async (answer: Promise<Response>): Promise<any> => (await answer).json()

describe('callRoute(module, input)', () => {
  it.each([
    ['a module', echo],
    ['a promise of one', Promise.resolve(echo)],
    ['a function that gives one', () => echo],
    ['a function that imports one', async () => echo],
    ['a CommonJS module that was imported', { default: echo }],
  ])('takes %s', async (_, module) => {
    expect(await json(callRoute(module, '/x?y=1'))).toEqual({ url: 'http://localhost/x?y=1' })
  })

  it.each([
    ['/users/[id]', '/users/a%2Fb', { id: 'a/b' }],
    ['/docs/[...path]', '/docs/a/b', { path: ['a', 'b'] }],
    ['/(group)/[[...path]]', '/', {}],
  ])('reads the parameters of %s from %s', async (route, input, params) => {
    expect((await json(callRoute(echo, input, { route }))).params).toEqual(params)
  })

  it('takes the parameters of the test instead of those in the URL', async () => {
    const init = { params: { id: '7' }, route: '/users/[id]' }
    expect((await json(callRoute(echo, '/anywhere', init))).params).toEqual({ id: '7' })
    expect((await json(callRoute(echo, '/', { params: { a: '1' } }))).params).toEqual({ a: '1' })
  })

  it('refuses a URL that is none of the route', async () => {
    await expect(callRoute(echo, '/posts/7', { route: '/users/[id]' })).rejects.toMatchObject({
      code: 'RH_INVALID_ARGUMENT',
      message:
        'http://localhost/posts/7 is no URL of the route "/users/[id]". Correct one of the two, or pass `params`.',
    })
  })

  it('hands over `context`', async () => {
    expect(await json(callRoute(echo, '/', { context: { user: 'ada' } }))).toMatchObject({
      user: 'ada',
    })
  })

  it('passes the options of a mount on', async () => {
    const GET = (_: Request, { params }: any) => Response.json(params.id)
    const call = callRoute({ GET }, '/', { params: { id: '7' }, options: { compat: 14 } })
    expect(await json(call)).toBe('7')
  })
})

describe('the method', () => {
  it.each([
    ['DELETE', 405, 'GET, HEAD, OPTIONS'],
    ['OPTIONS', 204, 'GET, HEAD, OPTIONS'],
    ['HEAD', 200, null],
  ])('is looked up as on a host: %s is %i', async (method, status, allow) => {
    const response = await callRoute(echo, '/', { method })
    expect([response.status, response.headers.get('allow')]).toEqual([status, allow])
    expect(await response.text()).toBe('')
  })

  it('sends json', async () => {
    const POST = async (request: Request) => Response.json(await request.json())
    expect(await json(callRoute({ POST }, '/', { method: 'POST', json: [1] }))).toEqual([1])
  })
})

describe('a module that is none', () => {
  it('without methods is RH_NO_METHODS', async () => {
    await expect(callRoute({ get() {} }, '/')).rejects.toMatchObject({ code: 'RH_NO_METHODS' })
  })

  it('that cannot be imported rejects with the error of the import', async () => {
    const error = new SyntaxError('Unexpected token')
    await expect(callRoute(Promise.reject(error), '/')).rejects.toBe(error)
  })
})

it('calls do not share their scope', async () => {
  const GET = async () => {
    const store = await cookies()
    store.set('n', `${store.getAll().length}`)
    return new Response()
  }
  const answers = await Promise.all([callRoute({ GET }, '/'), callRoute({ GET }, '/')])
  expect(answers.map(({ headers }) => headers.getSetCookie())).toEqual([
    ['n=0; Path=/'],
    ['n=0; Path=/'],
  ])
})
