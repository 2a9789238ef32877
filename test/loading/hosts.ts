/** The kinds of server that routes are loaded in. */
import { join } from 'node:path'
import { DIST } from './child'
import type { NodeBinary } from './nodes'

export interface Host {
  readonly name: string
  /** Below `fixtures/hosts`, copied over each other into the project; the name by default. */
  readonly layers?: readonly string[]
  readonly entry: string
  readonly flags?: readonly string[]
  /** Features that the host cannot have, by its own nature. */
  readonly without?: readonly string[]
  /** Needs a Node that strips types, or `tsc` to make `out/` of `src/` first. */
  readonly needs?: 'strips' | 'tsc'
}

const REGISTER = ['--import', join(DIST, 'src/register.js')]
/** The server's `lib/db` is JavaScript there. */
const JAVASCRIPT = ['ext']

export const HOSTS: readonly Host[] = [
  { name: 'js-esm', entry: 'server.js', without: JAVASCRIPT },
  { name: 'js-cjs', entry: 'server.js', without: JAVASCRIPT },
  { name: 'js-none', entry: 'server.js', without: JAVASCRIPT },
  { name: 'tsx-esm', entry: 'server.ts', flags: ['--import', 'tsx'] },
  { name: 'tsx-cjs', entry: 'server.ts', flags: ['--import', 'tsx'] },
  {
    name: 'tsnode-cjs',
    layers: ['tsx-cjs', 'tsnode-cjs'],
    entry: 'server.ts',
    flags: ['-r', 'ts-node/register'],
  },
  {
    name: 'tsnode-esm',
    layers: ['tsx-esm', 'tsnode-esm'],
    entry: 'server.ts',
    flags: ['--loader', 'ts-node/esm'],
  },
  {
    name: 'swcnode-cjs',
    layers: ['tsx-cjs', 'swcnode-cjs'],
    entry: 'server.ts',
    flags: ['-r', '@swc-node/register'],
  },
  {
    name: 'swcnode-esm',
    layers: ['tsx-esm', 'swcnode-esm'],
    entry: 'server.ts',
    flags: ['--import', '@swc-node/register/esm-register'],
  },
  {
    name: 'native-esm with register',
    layers: ['native-esm'],
    entry: 'server.ts',
    flags: REGISTER,
  },
  { name: 'native-esm', entry: 'server.ts', needs: 'strips' },
  { name: 'native-none', entry: 'server.ts', needs: 'strips' },
  { name: 'native-cjs', entry: 'server.cts', needs: 'strips' },
  // tsc writes an import of `db.ts` as it is, and CommonJS has no top-level await.
  { name: 'tsc-esm', entry: 'out/server.js', needs: 'tsc', without: ['ext'] },
  { name: 'tsc-cjs', entry: 'out/server.js', needs: 'tsc', without: ['ext', 'tla'] },
  {
    name: 'js-esm with import-in-the-middle',
    layers: ['js-esm', 'instrumented'],
    entry: 'server.js',
    flags: ['--import', './instrument.mjs'],
    without: JAVASCRIPT,
  },
  {
    name: 'js-cjs with import-in-the-middle',
    layers: ['js-cjs', 'instrumented'],
    entry: 'server.js',
    flags: ['--import', './instrument.mjs'],
    without: JAVASCRIPT,
  },
]

export function canStart(host: Host, node: NodeBinary): boolean {
  return host.needs !== 'strips' || node.strips
}
