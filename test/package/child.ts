/** Processes as a user's shell would start them: without what npm and Jest put in the environment. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'

const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_ENV$|NODE_OPTIONS$)/.test(name)),
)

/** What the command wrote; rejects with its standard error where it fails. */
export async function run(file: string, args: readonly string[], cwd: string): Promise<string> {
  const running = promisify(execFile)(file, args, { cwd, env: environment })
  const { stdout } = await running.catch(error => {
    throw new Error(`${error.message}\n${error.stdout}`)
  })
  return stdout
}

export interface Server {
  readonly origin: string
  /** Ends the process; gives what it wrote to standard error. */
  stop(): Promise<string>
}

/** Starts `node file` and waits for the address it prints. */
export async function serve(file: string, cwd: string): Promise<Server> {
  const child = spawn(process.execPath, [file], { cwd, env: environment })
  const closed = once(child, 'close')
  let errors = ''
  child.stderr.on('data', chunk => (errors += chunk))
  const origin = await Promise.race([
    once(child.stdout, 'data').then(([chunk]) => String(chunk).trim()),
    closed.then(([code]) => Promise.reject(new Error(`ended with ${code}: ${errors}`))),
  ])
  return {
    origin,
    async stop() {
      child.kill()
      await closed
      return errors
    },
  }
}
