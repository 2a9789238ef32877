/**
 * Edits without a restart, as a developer makes them, in every kind of server (interop section
 * "results to hold"). The steps build on each other, so they run once and are compared after.
 */
import { NODES } from './child'
import { canStart, HOSTS, type Host } from './hosts'
import { type Live, startLive } from './live'
import { inspect } from './nodes'

const RELOADED = [
  'js-esm',
  'js-cjs',
  'tsx-esm',
  'tsx-cjs',
  'native-esm',
  'native-none',
  'native-esm with register',
  'tsnode-cjs',
  'swcnode-cjs',
  'swcnode-esm',
]

const A = 'live/a/route.ts'

/** [what is seen, what is expected to be seen] */
type Step = readonly [title: string, run: (live: Live) => Promise<unknown>, expected: unknown]

const a = async (live: Live) => (await live.get('/a')).body
const b = async (live: Live) => (await live.get('/b')).body
const failure = async (live: Live, path = '/a') => {
  const { status, body } = await live.get(path)
  return { status, code: body?.code, frame: body?.frame }
}
const says = (route: string, greeting: string) => ({ route, greeting, shared: true })

const STEPS: readonly Step[] = [
  ['a route is loaded, with the instance of the server', a, says('a', 'hello')],
  ['so is another', b, says('b', 'hello')],
  [
    'an edit of the route shows, and the instance stays shared',
    async live => {
      live.edit(A, "route: 'a'", "route: 'a, edited'")
      return a(live)
    },
    says('a, edited', 'hello'),
  ],
  [
    'an edit of what both routes import shows in both',
    async live => {
      live.edit('greeting.ts', 'hello', 'good morning')
      return [await a(live), await b(live)]
    },
    [says('a, edited', 'good morning'), says('b', 'good morning')],
  ],
  [
    'a syntax error is a 500 with a frame',
    async live => {
      live.edit(A, 'export function GET()', 'export function GET(x: = 1)')
      return failure(live)
    },
    {
      status: 500,
      code: 'RH_MODULE_LOAD',
      frame: expect.stringMatching(/> 4 \| export function GET\(x: = 1\)/),
    },
  ],
  ['the other route is not affected', b, says('b', 'good morning')],
  [
    'the next good edit recovers, and the instance stays shared',
    async live => {
      live.edit(A, 'x: = 1', '')
      return a(live)
    },
    says('a, edited', 'good morning'),
  ],
  [
    'a syntax error in a dependency is shown in the dependency',
    async live => {
      live.write('greeting.ts', 'export const greeting: string =')
      return failure(live)
    },
    {
      status: 500,
      code: 'RH_MODULE_LOAD',
      frame: expect.stringMatching(/greeting\.ts:1:\d+[\s\S]*> 1 \| export const greeting/),
    },
  ],
  [
    'and recovers',
    async live => {
      live.write('greeting.ts', "export const greeting: string = 'good evening'\n")
      return a(live)
    },
    says('a, edited', 'good evening'),
  ],
  [
    'a missing import is a 500 that shows the import',
    async live => {
      live.edit('greeting.ts', 'export', "import { later } from './later'\nexport")
      live.edit('greeting.ts', "'good evening'", 'later')
      return failure(live)
    },
    {
      status: 500,
      code: 'RH_MODULE_LOAD',
      frame: expect.stringMatching(/> 1 \| import \{ later \} from '\.\/later'/),
    },
  ],
  [
    'creating the file recovers',
    async live => {
      live.write('later.ts', "export const later: string = 'see you later'\n")
      return a(live)
    },
    says('a, edited', 'see you later'),
  ],
  [
    'a run-time error points into the TypeScript source',
    async live => {
      live.edit(A, 'export function', 'interface Gone {\n  gone: true\n}\n\nexport function')
      live.edit(A, '  return', "  if (greeting) throw new Error('at run time')\n  return")
      const { status, body } = await live.get('/a')
      return { status, line: /route\.ts:(\d+):\d+/.exec(body.stack)?.[1], frame: body.frame }
    },
    {
      status: 500,
      line: '9',
      frame: expect.stringMatching(/> +9 \| {3}if \(greeting\) throw new Error/),
    },
  ],
  [
    'its removal recovers',
    async live => {
      live.edit(A, "  if (greeting) throw new Error('at run time')\n", '')
      return a(live)
    },
    says('a, edited', 'see you later'),
  ],
  [
    'an added route answers',
    async live => {
      live.write('live/c/[id]/route.ts', 'export const GET = () => Response.json("added")\n')
      return (await live.get('/c/1')).body
    },
    'added',
  ],
  [
    'a removed route is a 404',
    async live => {
      live.remove('live/c')
      return (await live.get('/c/1')).status
    },
    404,
  ],
  [
    'what the server uses too keeps its instance, and that is said',
    async live => {
      const file = live.serverFile
      live.write(file, `${live.read(file)}\n// edited\n`)
      return [await a(live), await live.warnings('RH_RESTART_REQUIRED')]
    },
    [
      says('a, edited', 'see you later'),
      [expect.stringMatching(/db\.[jt]s changed, but your server uses the same instance/)],
    ],
  ],
  [
    'the server is alive',
    async live => [await a(live), await b(live)],
    [says('a, edited', 'see you later'), says('b', 'see you later')],
  ],
]

/** @swc-node/register compiles without line numbers that anybody maps back, in CommonJS. */
function mapsStacks({ name }: Host): boolean {
  return name !== 'swcnode-cjs'
}

describe.each(NODES.map(inspect))('Node $version', node => {
  const hosts = HOSTS.filter(({ name }) => RELOADED.includes(name)).filter(host =>
    canStart(host, node),
  )

  describe.each(hosts)('in a $name server', host => {
    const seen = new Map<string, unknown>()

    beforeAll(async () => {
      const live = await startLive(node.path, host)
      try {
        for (const [title, step] of STEPS) {
          seen.set(title, await step(live).catch(error => error))
        }
      } finally {
        await live.stop()
      }
    }, 60_000)

    it.each(STEPS)('%s', (title, _, expected) => {
      const known = title.startsWith('a run-time error') && !mapsStacks(host)
      expect(seen.get(title)).toEqual(known ? expect.objectContaining({ status: 500 }) : expected)
      if (known) expect(seen.get(title)).not.toEqual(expected)
    })
  })
})
