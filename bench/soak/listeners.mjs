/** SIG-9: how many listeners a request leaves behind on its messages and on its connection. */
import { atLeast } from './counters.cjs'

/** Counts what is there before the routes get the request, and again after its response closed. */
export function watchListeners(server) {
  server.prependListener('request', (req, res) => {
    const emitters = { onRequest: req, onResponse: res, onSocket: req.socket }
    const before = Object.values(emitters).map(total)
    res.once('close', () =>
      setImmediate(() => {
        for (const [at, [name, emitter]] of Object.entries(emitters).entries()) {
          atLeast(name, total(emitter) - before[at])
        }
      }),
    )
  })
}

export function total(emitter) {
  return emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0)
}
