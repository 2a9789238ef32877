/**
 * The server's end of a connection in memory. Any Duplex may be given to a server as a connection
 * (Node, http, event 'connection').
 */
import { Duplex } from 'node:stream'

export class Connection extends Duplex {
  remoteAddress = '127.0.0.1'
  #answered
  #closed

  constructor(server) {
    // As a socket has it: text comes as it was written, and is not made into bytes first.
    super({ decodeStrings: false })
    server.emit('connection', this)
  }

  /**
   * @param request - its bytes.
   * @param answered - takes the parts of one write, each with `chunk` and `encoding`.
   * @param closed - is called if the server closes the connection.
   */
  send(request, answered, closed) {
    this.#answered = answered
    this.#closed = closed
    this.push(request)
  }

  _read() {}

  _write(chunk, encoding, done) {
    this._writev([{ chunk, encoding }], done)
  }

  _writev(parts, done) {
    this.#answered(parts)
    done()
  }

  _destroy(error, done) {
    this.#closed?.(error)
    done(error)
  }
}
