/** Segment config that Next.js cannot read: see `src/sources/literal-config.ts`. */
import { literalExports } from '../../sources/literal-config.js'
import type { Source } from '../../sources/source.js'
import { type Finding, warning } from './finding.js'
import { NEXT_CONFIG } from './next-names.js'
import type { Check } from './project.js'

export const checkConfig: Check = ({ routes, graph }) =>
  routes.flatMap(({ route }) => {
    const source = graph.read(route.file)
    return source ? findingsIn(source) : []
  })

function findingsIn({ file, exports, program }: Source): Finding[] {
  const literal = literalExports(program)
  return [...exports]
    .filter(([name]) => NEXT_CONFIG.has(name) && !literal.has(name))
    .map(([name, line]) =>
      warning(
        'dynamic-config',
        file,
        line,
        `Next.js cannot read "${name}" from the text of the file: its build fails, or ignores it.`,
        `Write \`export const ${name} = …\` with a literal value.`,
      ),
    )
}
