import { AssertionError } from 'node:assert'
import { MemoryTags } from '../../../../src/cache/tags/memory-tags'
import { contractOf } from '../../../../src/cache/testkit/contract'
import { type CacheTier, memoryTier } from '../../../../src/cache/tier'

describe('the contract, for memory', () => {
  const cases = contractOf(() => ({ tier: () => memoryTier() }), { isShared: false })
  it.each(cases.map(({ name, run }) => [name, run] as const))('%s', (_, run) => run())
})

describe('the contract', () => {
  /** Tags that nobody is told of. */
  const deaf: CacheTier = {
    open() {
      const tags = new MemoryTags()
      tags.invalidate = () => Promise.resolve()
      return { tags, entries: undefined }
    },
  }

  const outcome = async (tier: CacheTier, name: string) => {
    const found = contractOf(() => ({ tier: () => tier }))
    return found.find(({ name: other }) => other === name)!.run()
  }

  it('is broken by a tier whose invalidations have no effect', async () => {
    const broken = outcome(deaf, 'gives nobody what was invalidated')
    await expect(broken).rejects.toThrow(AssertionError)
  })

  it('is broken by a tier that keeps entries to itself, where it is to be shared', async () => {
    const broken = outcome(memoryTier(), 'asks the origin once for two processes')
    await expect(broken).rejects.toThrow(AssertionError)
  })

  it('closes what it opened, also after a rule was broken', async () => {
    let closed = 0
    const cases = contractOf(() => ({ tier: () => deaf, close: () => closed++ }))
    await Promise.allSettled(cases.slice(0, 5).map(({ run }) => run()))
    expect(closed).toBe(5)
  })
})
