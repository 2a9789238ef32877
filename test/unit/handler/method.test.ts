/** The table of next-semantics 2.2 and interop section 3: who answers a method. */
import { decideMethod, type Fallthrough } from '../../../src/handler/method'
import { readRouteModule } from '../../../src/handler/route-module'

const handler = (): Response => new Response()

const moduleOf = (...methods: string[]) =>
  readRouteModule(Object.fromEntries(methods.map(name => [name, handler])), '/a', '/app/a', false)

/** `run`, `pass`, `pass (allow)`, or the status with its Allow. */
function decided(methods: string, method: string, fallthrough: Fallthrough): string {
  const decision = decideMethod(moduleOf(...methods.split(' ')), method, fallthrough)
  if (typeof decision === 'function') return 'run'
  if (decision.kind === 'pass') return decision.allow ? `pass (${decision.allow})` : 'pass'
  const { status, headers, body } = decision.response
  expect(body).toBeNull()
  expect([...headers.keys()]).toEqual(['allow'])
  return `${status} ${headers.get('allow')}`
}

type Row = readonly [
  exported: string,
  method: string,
  byPath: string,
  byMethod: string,
  why: string,
]

const TABLE: readonly Row[] = [
  ['GET', 'GET', 'run', 'run', 'exported'],
  ['GET POST', 'POST', 'run', 'run', 'exported'],
  ['GET', 'HEAD', 'run', 'run', 'row 70: auto-HEAD runs GET'],
  ['HEAD', 'HEAD', 'run', 'run', 'row 71: an own HEAD'],
  ['POST', 'HEAD', '405 OPTIONS, POST', 'pass', 'neither HEAD nor GET'],
  ['HEAD', 'GET', '405 HEAD, OPTIONS', 'pass', 'HEAD gives no GET'],
  ['GET', 'OPTIONS', '204 GET, HEAD, OPTIONS', 'pass (GET, HEAD, OPTIONS)', 'MT-2: automatic'],
  ['POST', 'OPTIONS', '204 OPTIONS, POST', 'pass (OPTIONS, POST)', 'MT-2: automatic'],
  ['GET OPTIONS', 'OPTIONS', 'run', 'run', 'an own OPTIONS'],
  ['GET', 'PUT', '405 GET, HEAD, OPTIONS', 'pass', 'row 73, D-d: not exported'],
  ['GET', 'DELETE', '405 GET, HEAD, OPTIONS', 'pass', 'not exported'],
  ['QUERY', 'QUERY', 'run', 'run', 'D-n: exported'],
  ['GET', 'PROPFIND', '405 GET, HEAD, OPTIONS', 'pass', 'row 65: not exported'],
  ['GET', 'TRACE', '405 GET, HEAD, OPTIONS', 'pass', 'FT-9: nobody serves it'],
  ['GET', 'FOO', '405 GET, HEAD, OPTIONS', 'pass', 'row 69: set by middleware'],
  ['GET', 'constructor', '405 GET, HEAD, OPTIONS', 'pass', 'row 66: no member of an object'],
  ['GET', '__proto__', '405 GET, HEAD, OPTIONS', 'pass', 'row 66: no member of an object'],
  ['GET', 'default', '405 GET, HEAD, OPTIONS', 'pass', 'row 66: an export, but no method'],
]

describe('decideMethod(module, method, fallthrough)', () => {
  it.each(TABLE)("FT-2: exported %s, asked %s: %s, under 'method' %s (%s)", (...row) => {
    const [exported, method, byPath, byMethod] = row
    expect(decided(exported, method, 'path')).toBe(byPath)
    expect(decided(exported, method, false)).toBe(byPath)
    expect(decided(exported, method, 'method')).toBe(byMethod)
  })

  it('row 70: auto-HEAD runs the function of GET', () => {
    expect(decideMethod(moduleOf('GET'), 'HEAD', 'path')).toBe(handler)
  })

  it('each answer is a Response of its own', () => {
    const module = moduleOf('GET')
    const answers = [1, 2].map(() => decideMethod(module, 'PUT', 'path'))
    expect(answers[0]).not.toBe(answers[1])
    expect(answers[0]).toMatchObject({ kind: 'answer' })
  })
})
