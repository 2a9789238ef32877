import type { EntryStore } from '../../../../src/cache/engine/entry-store'
import { adviseOn } from '../../../../src/cache/mount/advice'
import { cacheSettings } from '../../../../src/cache/mount/settings'
import { MemoryTags } from '../../../../src/cache/tags/memory-tags'
import { state } from '../../../../src/state'

/** Codes of warnings, while something runs. */
async function warningsOf(run: () => void): Promise<string[]> {
  state.warned.clear()
  const codes: string[] = []
  const heard = (warning: Error & { code?: string }): void => void codes.push(warning.code!)
  process.on('warning', heard)
  run()
  await new Promise(resolve => setImmediate(resolve))
  process.off('warning', heard)
  return codes
}

const tags = new MemoryTags()
const entries = {} as EntryStore
const environment = { dev: false, buildId: undefined }

describe('what is said about a tier', () => {
  it('is nothing for one process with a memory of its own', async () => {
    const settings = cacheSettings({}, environment)
    expect(await warningsOf(() => adviseOn({ tags, entries: undefined }, settings))).toEqual([])
  })

  it('is that several processes do not hear of each other', async () => {
    const settings = cacheSettings({}, { ...environment, isOneOfSeveral: true })
    const codes = await warningsOf(() => adviseOn({ tags, entries: undefined }, settings))
    expect(codes).toEqual(['RH_CACHE_LOCAL'])
  })

  it('is that deployments cannot be told apart where it is shared', async () => {
    const settings = cacheSettings({}, { ...environment, isOneOfSeveral: true })
    const codes = await warningsOf(() => {
      adviseOn({ tags, entries }, settings)
      adviseOn({ tags, entries }, settings)
    })
    expect(codes).toEqual(['RH_CACHE_BUILD_ID'])
  })

  it.each([
    ['the option', { buildId: 'one' }, environment],
    ['the environment', {}, { ...environment, buildId: 'one' }],
  ])('is nothing where %s names the deployment', async (_, options, given) => {
    const settings = cacheSettings(options, given)
    expect(await warningsOf(() => adviseOn({ tags, entries }, settings))).toEqual([])
  })
})
