/** Runs an example as its own start script does: `node server.js` in its folder, on a free port. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const EXAMPLES = join(__dirname, '../../examples')

export interface RunningExample {
  /** The address that the example printed. */
  readonly origin: string
  readonly folder: string
  readonly process: ChildProcess
  /** Everything printed so far, standard output and error. */
  output(): string
  stop(): Promise<void>
}

export const exampleFolder = (name: string) => join(EXAMPLES, name)

/** Starts `node server.js`; what it prints is collected in `output`. */
export function spawnExample(name: string, env: Record<string, string>) {
  const { NODE_ENV, ...shell } = process.env // jest sets it, a user's shell does not
  const child = spawn(process.execPath, ['server.js'], {
    cwd: exampleFolder(name),
    env: { ...shell, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
  return { child, output: () => output }
}

/** Resolves when the example has printed its address; rejects with its output when it ends first. */
export async function startExample(
  name: string,
  env: Record<string, string> = {},
): Promise<RunningExample> {
  const { child, output } = spawnExample(name, { PORT: '0', ...env })
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const printed = /http:\/\/localhost:\d+/.exec(output())
      if (printed) resolve(printed[0])
    })
    child.once('close', code => reject(new Error(`${name} ended with ${code}:\n${output()}`)))
  })
  return {
    origin,
    folder: exampleFolder(name),
    process: child,
    output,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'close')
    },
  }
}
