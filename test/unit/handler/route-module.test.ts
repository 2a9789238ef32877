import { METHODS } from 'node:http'
import { readRouteModule } from '../../../src/handler/route-module'
import { state } from '../../../src/state'

const FILE = '/app/a/route.ts'
const handler = (): Response => new Response()

const read = (exports: object, dev = false) => readRouteModule({ ...exports }, '/a', FILE, dev)

const refusal = (code: string, message: string) =>
  expect.objectContaining({
    code,
    status: 500,
    file: FILE,
    message: expect.stringContaining(message),
  })

function warnings(): jest.SpyInstance {
  state.warned.clear()
  return jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
}

afterEach(() => jest.restoreAllMocks())

describe('readRouteModule(exports, route, file, dev)', () => {
  it('2.2: takes functions under the names of methods, and nothing else', () => {
    const { methods } = read({ GET: handler, POST: async () => {}, helper: handler, get: handler })
    expect([...methods.keys()].sort()).toEqual(['GET', 'POST'])
    expect(methods.get('GET')).toBe(handler)
  })

  it.each([
    ['GET', 'GET, HEAD, OPTIONS'],
    ['POST', 'OPTIONS, POST'],
    ['GET POST', 'GET, HEAD, OPTIONS, POST'],
    ['HEAD', 'HEAD, OPTIONS'],
    ['GET HEAD OPTIONS', 'GET, HEAD, OPTIONS'],
    ['PUT DELETE PATCH', 'DELETE, OPTIONS, PATCH, PUT'],
    ['GET QUERY', 'GET, HEAD, OPTIONS, QUERY'],
    ['PROPFIND', 'OPTIONS, PROPFIND'],
  ])('MT-1: %s allows %s', (names, allow) => {
    const exports = Object.fromEntries(names.split(' ').map(name => [name, handler]))
    expect(read(exports).allow).toBe(allow)
  })

  it('D-n: every method that Node parses can be exported, but for those no Request can carry', () => {
    const forbidden = ['CONNECT', 'TRACE']
    const all = METHODS.filter(name => !forbidden.includes(name))
    const { methods } = read(Object.fromEntries(all.map(name => [name, handler])))
    expect(methods.size).toBe(all.length)
  })

  it.each(['TRACE', 'CONNECT'])('FT-9: %s is refused, naming file and fix', name => {
    expect(() => read({ GET: handler, [name]: handler })).toThrow(
      refusal('RH_INVALID_EXPORT', `${name} cannot be served by a handler in ${FILE}.`),
    )
  })

  it.each([
    ['a string', 'x'],
    ['an object', {}],
    ['null', null],
    ['a promise', Promise.resolve(handler)],
    ['0', 0],
  ])('row 75: a method that is %s is refused, naming file and fix', (_what, value) => {
    expect(() => read({ GET: value })).toThrow(
      refusal('RH_INVALID_EXPORT', `GET is not a function in ${FILE}. Export functions`),
    )
  })

  it('2.7: an invalid segment config is refused', () => {
    expect(() => read({ GET: handler, dynamic: 'x' })).toThrow(
      refusal('RH_INVALID_EXPORT', 'Invalid dynamic value "x"'),
    )
    expect(read({ GET: handler, maxDuration: 5 }).config).toEqual({ maxDuration: 5 })
  })

  it.each([
    [{}, `No HTTP methods exported in '${FILE}'. Export a named export for each HTTP method.`],
    [{ dynamic: 'auto' }, 'No HTTP methods exported in'],
    [{ GET: undefined }, 'No HTTP methods exported in'],
    [
      { get: handler },
      `Detected lowercase method 'get' in '${FILE}'. Export the uppercase 'GET' method name to fix this error.`,
    ],
    [
      { default: handler },
      `Detected default export in '${FILE}'. Export a named export for each HTTP method instead.`,
    ],
    [{ default: handler, post: handler }, "Detected lowercase method 'post'"],
    [{ default: {} }, 'No HTTP methods exported in'],
  ])('2.2: %j serves no method: RH_NO_METHODS in the words of Next', (exports, message) => {
    expect(() => read(exports)).toThrow(refusal('RH_NO_METHODS', message))
  })

  it.each([
    [{ GET: handler, post: handler }, "Detected lowercase method 'post'"],
    [{ GET: handler, default: handler }, 'Detected default export'],
  ])('2.2: %j is served, with advice in development', (exports, advice) => {
    const spy = warnings()
    read(exports, false)
    expect(spy).not.toHaveBeenCalled()
    read(exports, true)
    read(exports, true)
    const options = { type: 'RouteHandlersWarning', code: 'RH_EXPORT_NAMES' }
    expect(spy.mock.calls).toEqual([[expect.stringContaining(advice), options]])
  })

  it('R7: a name of Object.prototype is no method', () => {
    expect(() => readRouteModule(Object.create({ GET: 1 }), '/a', FILE, true)).toThrow()
    const { methods } = read({ GET: handler, constructor: handler, ['__proto__']: handler })
    expect([...methods.keys()]).toEqual(['GET'])
  })
})
