/**
 * Standard output, standard error and the exit code of a command. Route files run in this process:
 * they may print, keep it alive with an open connection, or call `process.exit()`. What the
 * command says, and how it ends, must not depend on that.
 */
import { styleText } from 'node:util'
import { Command } from 'commander'

/** 0: fine. 1: something was found. 2: wrong usage, or the command itself could not run. */
export type ExitCode = 0 | 1 | 2

type Style = Parameters<typeof styleText>[0]

export interface Terminal {
  /** The result, on standard output. */
  print(text: string): void
  /** What is said about the result, on standard error. */
  note(text: string): void
  /** For {@link Terminal.print}; plain text where there are no colours. */
  paint(style: Style, text: string): string
  /** Width of the screen; `undefined` where the output goes elsewhere. */
  readonly columns: number | undefined
  /** What is being done; to be told when somebody else ends the process meanwhile. */
  task: string
  /** Ends the process once everything is written. */
  end(code: ExitCode): void
}

/** Takes standard output over: whatever else in this process prints goes to standard error. */
export function openTerminal(): Terminal {
  const { stdout, stderr } = process
  const write = stdout.write.bind(stdout)
  const exit = process.exit.bind(process)
  const hasColours = new Command().configureOutput().getOutHasColors?.() ?? false
  let ending = false
  const terminal: Terminal = {
    print: text => void write(`${text}\n`),
    note: text => void stderr.write(`${text}\n`),
    paint: (style, text) => (hasColours ? styleText(style, text) : text),
    columns: stdout.isTTY ? stdout.columns : undefined,
    task: 'starting',
    end(code) {
      ending = true
      // Pipes are asynchronous on some systems.
      write('', () => stderr.write('', () => exit(code)))
    },
  }
  stdout.write = stderr.write.bind(stderr)
  stdout.on('error', ignoreClosedPipe)
  process.on('exit', () => {
    if (ending) return
    process.exitCode = 2
    terminal.note(`The process was ended while ${terminal.task}, not by this command.`)
  })
  return terminal
}

/** `route-handlers routes | head` */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
