/** `route-handlers/whatwg` on the servers of Node and Bun: one table over both. */
import { NODES, project, reportOf, run } from './child'
import { BUN } from './tools'

const text = 'é'.repeat(70_000)

const TABLE: ReadonlyArray<readonly [what: string, name: string, expected: unknown]> = [
  ['parameters and the query arrive', 'params', [200, '{"id":"7","tab":"mail"}']],
  ['a body arrives and goes back whole', 'echo', [200, text]],
  ['a form with a file arrives', 'form', [200, '["1","a.txt","content"]']],
  ['a path without a route file is an empty 404', 'missing', [404, '']],
  ['an error is an empty 500', 'throws', [500, '']],
  ['onError is told of it', 'errors', ['the secret of the handler']],
  ['HEAD has no body', 'head', [200, '']],
  ['host() says whatwg', 'host', [200, '"whatwg"']],
  ['chunks arrive as they are made', 'stream', [['first', 'second'], true]],
  ['a missing method is 405 with Allow', 'method', [405, 'GET, HEAD, OPTIONS']],
  ['OPTIONS is answered', 'options', [204, 'GET, HEAD, OPTIONS']],
  ['a 204 has its headers, and plugins see it', 'empty', [204, 'yes', 'seen']],
  [
    'cookies() and headers() read and set',
    'cookies',
    [
      ['a=1; Path=/', 'b=2; Path=/'],
      ['yes', 'sent'],
    ],
  ],
  ['a client that leaves aborts request.signal', 'aborted', true],
  ['after() runs', 'after', [[200, '0'], true]],
]

const RUNTIMES = [
  ...NODES.map(node => ['createServer() of Node', node] as const),
  ...(BUN === undefined ? [] : [['Bun.serve()', BUN] as const]),
]

if (BUN === undefined) console.log('Bun is not installed: its rows of the table are left out')

describe.each(RUNTIMES)('under %s', (_server, runtime) => {
  let report: Record<string, unknown> = {}

  beforeAll(async () => {
    report = reportOf(await run(runtime, project('whatwg'), ['program.cjs']))
  }, 60_000)

  it.each(TABLE)('%s', (_what, name, expected) => {
    expect(report[name]).toEqual(expected)
  })
})
