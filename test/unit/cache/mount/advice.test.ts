import type { EntryStore } from '../../../../src/cache/engine/entry-store'
import { adviseOn } from '../../../../src/cache/mount/advice'
import { cacheSettings } from '../../../../src/cache/mount/settings'
import { MemoryTags } from '../../../../src/cache/tags/memory-tags'
import { state } from '../../../../src/state'

/** Codes of warnings, while something runs. */
function warningsOf(run: () => void): string[] {
  state.warned.clear()
  const emitted = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
  run()
  const codes = emitted.mock.calls.map(([, options]) => (options as { code: string }).code)
  emitted.mockRestore()
  return codes
}

const tags = new MemoryTags()
const entries = {} as EntryStore
const environment = { dev: false, buildId: undefined }

describe('what is said about a tier', () => {
  it('is nothing for one process with a memory of its own', () => {
    const settings = cacheSettings({}, environment)
    expect(warningsOf(() => adviseOn({ tags, entries: undefined }, settings))).toEqual([])
  })

  it('is that several processes do not hear of each other', () => {
    const settings = cacheSettings({}, { ...environment, isOneOfSeveral: true })
    const codes = warningsOf(() => adviseOn({ tags, entries: undefined }, settings))
    expect(codes).toEqual(['RH_CACHE_LOCAL'])
  })

  it('is that deployments cannot be told apart where it is shared', () => {
    const settings = cacheSettings({}, { ...environment, isOneOfSeveral: true })
    const codes = warningsOf(() => {
      adviseOn({ tags, entries }, settings)
      adviseOn({ tags, entries }, settings)
    })
    expect(codes).toEqual(['RH_CACHE_BUILD_ID'])
  })

  it.each([
    ['the option', { buildId: 'one' }, environment],
    ['the environment', {}, { ...environment, buildId: 'one' }],
  ])('is nothing where %s names the deployment', (_, options, given) => {
    const settings = cacheSettings(options, given)
    expect(warningsOf(() => adviseOn({ tags, entries }, settings))).toEqual([])
  })
})
