/** Every host loads every kind of route, and each gets the server's own instance of `lib/db`. */
import { join } from 'node:path'
import { DIST, NODES, project, reportOf, run } from './child'
import { inspect, type NodeBinary } from './nodes'

const FEATURES: readonly (readonly [file: string, expected: object, title: string])[] = [
  ['basic/route.ts', {}, 'imports without an extension'],
  ['paths/route.ts', {}, 'follows tsconfig paths'],
  ['full/route.ts', { sameClass: true }, 'imports next/server, the class of the library'],
  ['nextlib/route.ts', { mapped: true }, 'imports next/headers outside the app directory'],
  ['nm/route.ts', { sameClass: true }, 'uses an ES module package that imports next/server.js'],
  ['nmc/route.ts', { sameClass: true }, 'uses a CommonJS package that requires next/server'],
  ['so/route.ts', {}, 'imports server-only'],
  ['enumr/route.ts', { value: 'dark red' }, 'uses enums and namespaces'],
  ['deco/route.ts', { value: 'hello you greet' }, 'uses decorators and parameter properties'],
  ['jsx/route.tsx', { value: '<h1>hi</h1>' }, 'uses JSX'],
  ['tla/route.ts', { value: 'awaited' }, 'awaits at top level'],
  ['json/route.ts', { value: 'from json' }, 'imports JSON without an attribute'],
  ['js/route.js', {}, 'is JavaScript with export, whatever the package type'],
]
const WITH_EXTENSION = ['ext/route.ts', {}, 'imports a TypeScript file by its extension'] as const

interface Host {
  readonly name: string
  readonly fixture?: string
  readonly entry: string
  readonly flags?: readonly string[]
  readonly typescript?: boolean
  readonly needs?: 'strips'
}

const REGISTER = ['--import', join(DIST, 'src/register.js')]

const HOSTS: readonly Host[] = [
  { name: 'js-esm', entry: 'server.js' },
  { name: 'js-cjs', entry: 'server.js' },
  { name: 'js-none', entry: 'server.js' },
  { name: 'tsx-esm', entry: 'server.ts', flags: ['--import', 'tsx'], typescript: true },
  { name: 'tsx-cjs', entry: 'server.ts', flags: ['--import', 'tsx'], typescript: true },
  {
    name: 'native-esm with register',
    fixture: 'native-esm',
    entry: 'server.ts',
    flags: REGISTER,
    typescript: true,
  },
  { name: 'native-esm', entry: 'server.ts', typescript: true, needs: 'strips' },
  { name: 'native-none', entry: 'server.ts', typescript: true, needs: 'strips' },
  { name: 'native-cjs', entry: 'server.cts', typescript: true, needs: 'strips' },
]

const canStart = (host: Host, node: NodeBinary): boolean => host.needs !== 'strips' || node.strips

describe.each(NODES.map(inspect))('Node $version', node => {
  const hosts = HOSTS.filter(host => canStart(host, node))

  describe.each(hosts)('in a $name server, a route', host => {
    const features = host.typescript ? [...FEATURES, WITH_EXTENSION] : FEATURES
    let report: Record<string, unknown> = {}

    beforeAll(async () => {
      const cwd = project('project', join('hosts', host.fixture ?? host.name))
      const args = [...(host.flags ?? []), host.entry, ...features.map(([file]) => file)]
      report = reportOf(await run(node.path, cwd, args))
    }, 60_000)

    it.each(features)(
      '%s shares the instances of the server (LOAD-1): %j, %s',
      (file, expected) => {
        expect(report[file]).toEqual({ shared: true, ...expected })
      },
    )
  })
})
