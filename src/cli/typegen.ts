/** `route-handlers typegen`: writes the types of the routes. Runs none of them. */
import { join } from 'node:path'
import { createRouter } from '../router/router.js'
import { scanDirectory } from '../router/scan.js'
import { writeTypes } from '../typegen/typegen.js'
import { type DirectoryOptions, onDirectory, openDirectory, shown } from './directory.js'
import type { Register } from './program.js'
import type { ExitCode, Terminal } from './terminal.js'

export const typegenCommand: Register = (program, perform) => {
  onDirectory(program.command('typegen'))
    .description('write next-env.d.ts and the types of the routes (RouteContext)')
    .action((dir: string | undefined, options: DirectoryOptions) =>
      perform(terminal => generateTypes(dir, options, terminal)),
    )
}

function generateTypes(
  given: string | undefined,
  options: DirectoryOptions,
  terminal: Terminal,
): ExitCode {
  const settings = openDirectory(given, options)
  const { dir, root, compat } = settings
  const { routes } = createRouter(scanDirectory(dir, settings), settings)
  const { written, skipped } = writeTypes({ dir, root, routes, compat, nextEnv: 'always' })
  for (const file of written) terminal.print(`Wrote ${shown(join(root, file))}`)
  if (skipped !== undefined) terminal.print(skipped)
  else if (written.length === 0) terminal.print('The types are up to date.')
  return 0
}
