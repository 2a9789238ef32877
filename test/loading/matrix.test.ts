/** Every host loads every kind of route, and each gets the server's own instance of `lib/db`. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { NODES, project, reportOf, run } from './child'
import { FEATURES, type Feature, nameOf } from './features'
import { gapIn } from './gaps'
import { canStart, HOSTS, type Host } from './hosts'
import { inspect } from './nodes'
import { TSC } from './tools'

describe.each(NODES.map(inspect))('Node $version', node => {
  const hosts = HOSTS.filter(host => canStart(host, node))

  describe.each(hosts)('in a $name server, a route', host => {
    const features = featuresOf(host)
    let report: Record<string, unknown> = {}

    beforeAll(async () => {
      const args = [...(host.flags ?? []), host.entry, ...features.map(([file]) => file)]
      report = reportOf(await run(node.path, projectOf(host), args))
    }, 60_000)

    it.each(features)(
      '%s shares the instances of the server (LOAD-1): %j, %s',
      (file, expected) => {
        const gap = gapIn(host, nameOf(file), node)
        if (gap) expect(report[file]).toMatchObject(gap)
        else expect(report[file]).toEqual({ shared: true, ...expected })
      },
    )
  })
})

function featuresOf({ without = [], needs }: Host): readonly Feature[] {
  const had = FEATURES.filter(([file]) => !without.includes(nameOf(file)))
  if (needs !== 'tsc') return had
  return had.map(([file, ...rest]) => [file.replace(/tsx?$/, 'js'), ...rest])
}

function projectOf({ name, layers = [name], needs }: Host): string {
  const cwd = project('project', ...layers.map(layer => join('hosts', layer)))
  if (needs === 'tsc') execFileSync(process.execPath, [TSC], { cwd })
  return cwd
}
