/** A server in a process of its own, in production, as its operator sees it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Session } from '../hosts/client/http2'
import { Wire } from '../hosts/client/wire'
import type { HostName } from '../hosts/hosts'

const DIST = process.env['RH_DIST'] ?? join(__dirname, '../../dist')

const ARGUMENTS: Readonly<Record<HostName, readonly string[]>> = {
  express4: ['express', 'http', 'express4'],
  express5: ['express', 'http', 'express'],
  koa2: ['koa', 'http', 'koa2'],
  koa3: ['koa', 'http', 'koa'],
  'koa3 over http2': ['koa', 'http2', 'koa'],
  'node:http': ['node', 'http'],
  'node:http2': ['node', 'http2'],
}

export class Production {
  readonly child: ChildProcess
  readonly http2: boolean
  port = 0
  stdout = ''
  stderr = ''
  private readonly started: Promise<unknown>
  private session: Session | undefined

  constructor(host: HostName) {
    this.http2 = host.includes('http2')
    const server = join(__dirname, 'fixtures/production/server.cjs')
    const { NODE_OPTIONS: _, ...inherited } = process.env
    const env = { ...inherited, NODE_ENV: 'production', RH_DIST: DIST }
    this.child = spawn(process.execPath, ['--expose-gc', server, ...ARGUMENTS[host]], { env })
    this.child.stderr?.on('data', bytes => (this.stderr += bytes))
    this.started = this.printed('port')
    this.child.stdout?.on('data', bytes => {
      this.stdout += bytes
      this.child.emit('printed')
    })
  }

  /** Waits for a text on the standard output. */
  async printed(text: string): Promise<void> {
    while (!this.stdout.includes(text)) {
      if (this.child.exitCode !== null) throw new Error(`the server ended: ${this.stderr}`)
      await once(this.child, 'printed', { signal: AbortSignal.timeout(10_000) })
    }
  }

  async ready(): Promise<this> {
    await this.started
    this.port = JSON.parse(this.stdout.split('\n')[0] ?? '').port
    return this
  }

  /** A connection for HTTP/1, a stream of one session for HTTP/2. */
  async open(path: string) {
    if (this.http2) return this.h2().open({ path })
    return (await Wire.open(this.port)).request({ path })
  }

  h2(): Session {
    this.session ??= new Session(this.port)
    return this.session
  }

  /** Its exit code, once it has ended by itself; `null` after five seconds and force. */
  async exit(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode
    const force = setTimeout(() => this.child.kill('SIGKILL'), 5_000)
    const [code] = await once(this.child, 'exit')
    clearTimeout(force)
    return code
  }

  async kill(): Promise<void> {
    this.session?.close()
    this.child.kill('SIGKILL')
    await this.exit()
  }
}
