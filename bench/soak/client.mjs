/** A raw HTTP/1.1 client: keeps its connection, and knows how a response with a length ends. */
import { once } from 'node:events'
import net from 'node:net'

const PATIENCE_MS = 20_000

export async function connect(port, options = {}) {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true, ...options })
  await once(socket, 'connect')
  return socket
}

export class Connection {
  #socket
  #bytes = Buffer.alloc(0)
  #wake = () => {}

  constructor(socket) {
    this.#socket = socket
    socket.on('data', bytes => {
      this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes])
      this.#wake()
    })
    socket.on('error', () => {})
    socket.on('close', () => this.#wake())
  }

  static async open(port) {
    return new Connection(await connect(port))
  }

  send(method, path, { headers = '', body = '' } = {}) {
    const length = body === '' ? '' : `content-length: ${body.length}\r\n`
    this.#socket.write(`${method} ${path} HTTP/1.1\r\nhost: a\r\n${headers}${length}\r\n`)
    if (body !== '') this.#socket.write(body)
    return this
  }

  /** The status of the next response; throws if the connection ends or nothing comes. */
  async response() {
    const end = await this.#until(bytes => bytes.indexOf('\r\n\r\n') + 1)
    const head = this.#bytes.toString('latin1', 0, end)
    const total = end + 3 + Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)
    await this.#until(bytes => bytes.length >= total)
    this.#bytes = this.#bytes.subarray(total)
    return Number(head.slice(9, 12))
  }

  async #until(ready) {
    let result = ready(this.#bytes)
    while (!result) {
      if (this.#socket.destroyed) throw new Error('the connection was closed')
      await this.#more()
      result = ready(this.#bytes)
    }
    return result
  }

  #more() {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('nothing came')), PATIENCE_MS)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  close() {
    this.#socket.destroy()
  }
}

/** Runs `work(n)` for every n below `count`, a given number of them at a time. */
export async function inParallel(count, width, work) {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker))
}
