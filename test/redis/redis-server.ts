/** A Redis of a test's own, without persistence: started, killed, paused, emptied. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether there is one on this machine. `.ci/run` installs it. */
export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

export class RedisServer {
  readonly port: number
  #process: ChildProcess | undefined
  readonly #folder = mkdtempSync(join(tmpdir(), 'rh-redis-'))

  private constructor(port: number) {
    this.port = port
  }

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort())
    await server.run()
    return server
  }

  /** Begins, empty, on the same port. */
  async run(): Promise<void> {
    const options = ['--port', String(this.port), '--save', '', '--appendonly', 'no']
    const place = ['--dir', this.#folder, '--bind', '127.0.0.1']
    this.#process = spawn('redis-server', [...options, ...place], { stdio: 'ignore' })
    await answers(this.port)
  }

  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#process?.kill(name)
  }

  async kill(): Promise<void> {
    const running = this.#process
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = once(running, 'exit')
    running.kill('SIGKILL')
    await ended
  }

  async stop(): Promise<void> {
    this.signal('SIGCONT')
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

/** Resolves when the server answers `PING`. */
async function answers(port: number): Promise<void> {
  for (;;) {
    const answer = await ping(port)
    if (answer.startsWith('+PONG')) return
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

function ping(port: number): Promise<string> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => socket.write('PING\r\n'))
    socket.once('data', data => {
      resolve(String(data))
      socket.destroy()
    })
    socket.on('error', () => resolve(''))
  })
}
