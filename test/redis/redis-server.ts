/** A Redis of a test's own, without persistence: started, killed, paused, emptied. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Whether there is one on this machine; `.ci/run` installs it.
 *
 * @throws an Error where there must be one (`RH_REDIS=required`) and there is none.
 */
export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch (cause) {
    if (process.env['RH_REDIS'] === 'required') throw new Error('No redis-server', { cause })
    return false
  }
}

export class RedisServer {
  readonly port: number
  readonly #options: readonly string[]
  #process: ChildProcess | undefined
  readonly #folder = mkdtempSync(join(tmpdir(), 'rh-redis-'))

  private constructor(port: number, options: readonly string[]) {
    this.port = port
    this.#options = options
  }

  static async start(...options: string[]): Promise<RedisServer> {
    const server = await RedisServer.planned(...options)
    await server.run()
    return server
  }

  /** One that has a port, and does not run yet. */
  static async planned(...options: string[]): Promise<RedisServer> {
    return new RedisServer(await freePort(), options)
  }

  /** Begins on the same port, with what `SAVE` has left: nothing, without it. */
  async run(): Promise<void> {
    const options = ['--port', String(this.port), '--save', '', '--appendonly', 'no']
    const place = ['--dir', this.#folder, '--bind', '127.0.0.1', '--loglevel', 'warning']
    const all = [...options, ...place, ...this.#options]
    this.#process = spawn('redis-server', all, { stdio: 'ignore' })
    while (!(await this.send('PING')).startsWith('+PONG')) {
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }

  /**
   * One command as a line, over a connection of its own.
   *
   * @returns the first part of the reply as it came; `''` where there was no connection.
   */
  send(command: string): Promise<string> {
    return new Promise(resolve => {
      const socket = connect(this.port, '127.0.0.1')
      socket.on('connect', () => socket.write(`${command}\r\n`))
      socket.once('data', data => {
        resolve(data.toString('latin1'))
        socket.destroy()
      })
      socket.on('error', () => resolve(''))
    })
  }

  /** Names of keys; not for many. */
  async keys(pattern: string): Promise<readonly string[]> {
    const reply = await this.send(`KEYS ${pattern}`)
    return reply.split('\r\n').filter((line, at) => at > 0 && line !== '' && line[0] !== '$')
  }

  /** Connections that wait for messages. */
  async subscribers(): Promise<number> {
    const reply = await this.send('CLIENT LIST TYPE pubsub')
    return reply.split('\n').filter(line => line.startsWith('id=')).length
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
