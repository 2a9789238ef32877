/** Edits leave nothing behind: what is evaluated again can be collected (interop rule RLD-10). */
import { join } from 'node:path'
import { NODES, project, reportOf, run } from './child'
import { HOSTS } from './hosts'
import { inspect } from './nodes'

const KILOBYTES_PER_EDIT = 4

describe.each(NODES.map(inspect))('Node $version', node => {
  const hosts = HOSTS.filter(({ name }) => ['js-esm', 'tsx-cjs'].includes(name))

  it.each(hosts)(
    'in a $name server, 500 edits of six modules leave no growth',
    async host => {
      const { name, layers = [name], flags = [], entry } = host
      const cwd = project('project', ...layers.map(layer => join('hosts', layer)), 'growth')
      const { perEdit } = reportOf(await run(node.path, cwd, ['--expose-gc', ...flags, entry]))
      expect(perEdit).toBeLessThan(KILOBYTES_PER_EDIT)
    },
    60_000,
  )
})
