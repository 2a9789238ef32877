/**
 * The commands, put together by commander (docs/decisions/051-commander.md). A new one is a file
 * of its own that registers itself, and a line in the list below.
 */
import { createRequire } from 'node:module'
import { Command, CommanderError } from 'commander'
import { checkCommand } from './check.js'
import { exitCodeOf, printFailure } from './failure.js'
import { manifestCommand } from './manifest.js'
import { routesCommand } from './routes.js'
import type { ExitCode, Terminal } from './terminal.js'
import { typegenCommand } from './typegen.js'
import { warmCommand } from './warm.js'

/** Runs what a command does; commander itself has no use for exit codes of actions. */
export type Perform = (work: (terminal: Terminal) => ExitCode | Promise<ExitCode>) => Promise<void>

/** Adds a command to the program. */
export type Register = (program: Command, perform: Perform) => void

/** Options of every command. */
export interface GlobalOptions {
  readonly debug?: boolean
}

export const COMMANDS: readonly Register[] = [
  routesCommand,
  typegenCommand,
  checkCommand,
  manifestCommand,
  warmCommand,
]

/** @param argv - as `process.argv`. Never rejects. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const program = createProgram(terminal)
  let code: ExitCode = 2
  const perform: Perform = async work => {
    code = await work(terminal)
  }
  for (const register of COMMANDS) register(program, perform)
  try {
    await program.parseAsync(argv)
    return code
  } catch (error) {
    // commander has said it all; its own code for wrong usage is 1.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    printFailure(error, terminal, program.opts<GlobalOptions>().debug)
    return exitCodeOf(error)
  }
}

function createProgram(terminal: Terminal): Command {
  const manifest = createRequire(__filename)('../../../package.json') as { version: string }
  return new Command('route-handlers')
    .description('Next.js-style route files in the server you already have.')
    .version(manifest.version)
    .option('--debug', 'print errors with their stacks')
    .configureOutput({ writeOut: text => terminal.print(text.trimEnd()) })
    .exitOverride()
}
