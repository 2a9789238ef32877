/** The process of a converter, started again whenever a case has ended it. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const SERVER = fileURLToPath(new URL('server.mjs', import.meta.url))

export class Converter {
  #child
  ports

  constructor(name) {
    this.name = name
  }

  async start() {
    const stdio = ['ignore', 'ignore', 'ignore', 'ipc']
    const env = { ...process.env, NODE_ENV: 'production' }
    this.#child = fork(SERVER, [this.name], { stdio, env, execArgv: [] })
    this.#child.on('error', () => {})
    const ended = once(this.#child, 'exit').then(() => undefined)
    const ports = (await Promise.race([once(this.#child, 'message'), ended]))?.[0]
    if (ports === undefined) throw new Error(`${this.name} does not start`)
    this.ports = ports
  }

  get exited() {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** What the handlers have kept, once it is so, or after two seconds. */
  async outcomes(isSo) {
    const end = Date.now() + 2_000
    for (;;) {
      this.#child.send('outcomes')
      const [outcomes] = await once(this.#child, 'message')
      if (isSo(outcomes) || Date.now() > end) return outcomes
    }
  }

  stop() {
    this.#child.kill('SIGKILL')
  }
}
