/** Runs one case against one converter, and judges: correct, wrong, hang or exit. */
import { AssertionError } from 'node:assert'
import { setTimeout as sleep } from 'node:timers/promises'
import { Session } from '../../test/hosts/client/http2.ts'
import { Wire } from '../../test/hosts/client/wire.ts'

const PATIENCE_MS = 4_000

/** @returns the verdict, and what was seen where it is not `correct`. */
export async function judge(converter, scenario) {
  const { ports } = converter
  const client = new Client(converter, ports[scenario.on ?? 'http'], scenario.on === 'http2')
  const seen = await failureOf(() => scenario.run(client))
  client.close()
  const alive = await failureOf(() => isAlive(converter, scenario))
  // An exit follows the failure that caused it.
  if (alive) await sleep(100)
  if (converter.exited) return { verdict: 'exit', seen: seen?.seen }
  if (alive) return { verdict: 'hang', seen: `afterwards: ${alive.seen}` }
  return seen ?? { verdict: 'correct' }
}

async function failureOf(run) {
  const late = new AbortController()
  try {
    await Promise.race([run(), patience(late.signal)])
    return undefined
  } catch (error) {
    const isHang = error instanceof Late || /for 5 s/.test(error.message)
    const [seen] = error.message.split('\n')
    return { verdict: isHang ? 'hang' : 'wrong', seen: seen || error.name }
  } finally {
    late.abort()
  }
}

class Late extends Error {}

async function patience(signal) {
  await sleep(PATIENCE_MS, undefined, { signal })
  throw new Late(`nothing for ${PATIENCE_MS / 1000} s`)
}

async function isAlive({ ports }, { on = 'http' }) {
  const line = { path: '/case/text' }
  const session = on === 'http2' ? new Session(ports.http2) : undefined
  const wire = session ? undefined : await Wire.open(ports[on])
  try {
    const { text } = session ? await session.open(line).answer() : await wire.exchange(line)
    if (text !== 'text') throw new AssertionError({ message: 'another answer than ever' })
  } finally {
    session?.close()
    wire?.close()
  }
}

/** What a case may do: bytes and requests, each on the one connection of the case. */
class Client {
  #wire
  #session
  #http2

  constructor(converter, port, http2) {
    this.converter = converter
    this.port = port
    this.host = `127.0.0.1:${port}`
    this.#http2 = http2
  }

  async wire() {
    this.#wire ??= await Wire.open(this.port)
    return this.#wire
  }

  session() {
    this.#session ??= new Session(this.port)
    return this.#session
  }

  /** An exchange over the protocol of the case. */
  async open(line) {
    return this.#http2 ? this.session().open(line) : (await this.wire()).request(line)
  }

  async send(line) {
    return (await this.open(typeof line === 'string' ? { path: line } : line)).answer()
  }

  /** Sends bytes as they are; `{host}` stands for the right Host. */
  async begin(bytes, method) {
    return (await this.wire()).raw(bytes.replaceAll('{host}', this.host), method)
  }

  async bytes(bytes, method) {
    return (await this.begin(bytes, method)).answer()
  }

  /** The next request on the connection gets its own answer, or the connection is closed. */
  async goesOn() {
    if (this.#http2) return
    const wire = await this.wire()
    const { text } = await wire.exchange({ path: '/case/text' }).catch(error => {
      if (error.constructor.name === 'Cut' && !/[^\s]/.test(wire.unread)) return { text: 'text' }
      throw error
    })
    if (text !== 'text') throw new AssertionError({ message: 'the next answer is not its own' })
  }

  close() {
    this.#wire?.close()
    this.#session?.close()
  }
}
