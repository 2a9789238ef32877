/** Bun loads what Node's hosts load; its plugin is installed by the mount (BUN-1, BUN-2). */
import { join } from 'node:path'
import { DIST, project, reportOf, run } from './child'
import { FEATURES, nameOf } from './features'
import { BUN } from './tools'

const HOSTS = [
  { name: 'a TypeScript server, type module', layer: 'tsx-esm', entry: 'server.ts' },
  { name: 'a TypeScript server, type commonjs', layer: 'tsx-cjs', entry: 'server.ts' },
  { name: 'a JavaScript server, type module', layer: 'js-esm', entry: 'server.js' },
  { name: 'a JavaScript server, type commonjs', layer: 'js-cjs', entry: 'server.js' },
]

if (BUN === undefined) {
  it('is left out: npm has no Bun for this platform', () => {
    expect(`${process.platform}-${process.arch}`).not.toBe('linux-x64')
  })
} else {
  runOn(BUN)
}

function runOn(bun: string): void {
  it('register serves static imports of next/* before any mount', async () => {
    const flags = ['--preload', join(DIST, 'src/register.js')]
    const ended = await run(bun, project('preloaded'), [...flags, 'server.js'])
    expect(reportOf(ended)).toEqual({ session: 'header function' })
  })

  describe.each(HOSTS)('in $name on Bun, a route', ({ layer, entry }) => {
    const features = FEATURES.filter(([file]) => entry === 'server.ts' || nameOf(file) !== 'ext')
    let report: Record<string, unknown> = {}

    beforeAll(async () => {
      const files = features.map(([file]) => file)
      const ended = await run(bun, project('project', join('hosts', layer)), [entry, ...files])
      report = reportOf(ended)
    }, 60_000)

    it.each(features)('%s shares the instances of the server: %j, %s', (file, expected) => {
      expect(report[file]).toEqual({ shared: true, ...expected })
    })
  })
}
