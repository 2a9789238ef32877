/** A server in a process of its own, which leaves nothing behind: `next start` has children. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Server {
  readonly port: number
  /** What the process wrote so far: the first thing to read when an answer surprises. */
  output(): string
  stop(): Promise<void>
}

const STARTUP = 30_000
const GRACE = 5_000

/** Runs `node file ...args` and waits for the line that names its address. */
export async function start(
  file: string,
  args: string[],
  cwd: string,
  more: NodeJS.ProcessEnv = {},
): Promise<Server> {
  const fixed = { NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  const env = { ...process.env, ...fixed, ...more }
  const stdio: 'pipe'[] = ['pipe', 'pipe', 'pipe']
  const child = spawn(process.execPath, [file, ...args], { cwd, env, stdio, detached: true })
  const gone = once(child, 'exit')
  let output = ''

  const stop = async () => {
    const { pid } = child
    if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    process.kill(-pid, 'SIGTERM')
    const timer = setTimeout(() => process.kill(-pid, 'SIGKILL'), GRACE)
    await gone
    clearTimeout(timer)
  }

  const port = await new Promise<number>((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`${file} ${what}\n${output}`))
    const timer = setTimeout(() => fail(`did not listen within ${STARTUP} ms`), STARTUP)
    const read = (chunk: Buffer) => {
      output += chunk
      const address = /http:\/\/localhost:(\d+)/.exec(output)
      if (address) resolve(Number(address[1]))
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    gone.then(() => fail('ended')).finally(() => clearTimeout(timer))
  }).catch(async error => {
    await stop()
    throw error
  })
  return { port, output: () => output, stop }
}
