/** A directory keeps the contract of tiers, as far as it concerns one process. */
import { openDisk } from '../../../../src/cache/disk/open-disk'
import { contractOf } from '../../../../src/cache/testkit/contract'
import { memoryTier } from '../../../../src/cache/tier'
import { directory, removeDirectories } from './opened'

afterAll(removeDirectories)

const cases = contractOf(
  () => {
    const disk = { dir: directory(), buildId: 'build' }
    return { tier: () => ({ open: emit => openDisk(memoryTier().open(emit), disk, emit) }) }
  },
  { isShared: false },
)

it.each(cases)('$name', ({ run }) => run())
