/**
 * The cells that do not work, each with its reason; docs/loading.md tells users the same. They are
 * asserted: a gap that closes, or that fails in another way, fails the test.
 */
import type { Host } from './hosts'
import type { NodeBinary } from './nodes'

interface Gap {
  readonly hosts: readonly string[]
  readonly feature: string
  readonly isOn: (node: NodeBinary) => boolean
  /** Part of what the route fails with. */
  readonly error: object
}

const GAPS: readonly Gap[] = [
  {
    // The modules that `require()` of an ES module brings in are visible to no hook there: neither
    // to those of `module.register` nor to the CommonJS resolver.
    hosts: ['tsnode-cjs', 'swcnode-cjs', 'tsc-cjs'],
    feature: 'nm',
    isOn: ({ major, minor }) => major === 20 || (major === 22 && minor < 15),
    error: {
      code: 'RH_MODULE_LOAD',
      cause: 'ERR_MODULE_NOT_FOUND',
      message: expect.stringContaining("Cannot find package 'next'"),
    },
  },
]

/** The error instead of which the cell should answer; `undefined` for a cell that works. */
export function gapIn(host: Host, feature: string, node: NodeBinary): object | undefined {
  const isHere = (gap: Gap) =>
    gap.feature === feature && gap.hosts.includes(host.name) && gap.isOn(node)
  return GAPS.find(isHere)?.error
}
