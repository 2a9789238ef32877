/** The process of the server under load: listens, and tells about itself when it is asked. */
import { IncomingMessage } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import v8 from 'node:v8'
import { add, counts, running } from './counters.cjs'
import { settledHeap } from './heap.mjs'
import { HOSTS } from './hosts.mjs'
import { total, watchListeners } from './listeners.mjs'

const [kind, watched] = process.argv.slice(2)
const [server, routes] = HOSTS[kind]()
await routes.ready()
for (const fault of ['uncaughtException', 'unhandledRejection', 'warning']) {
  process.on(fault, error => {
    if (error?.name === 'ExperimentalWarning') return
    add('faults')
    console.error(fault, error)
  })
}
/** Express keeps objects that inherit from a message. */
const prototypes = messagesAlive()
if (watched) watchListeners(server)
const sockets = new Set()
server.on('connection', socket => {
  sockets.add(socket)
  socket.once('close', () => sockets.delete(socket))
})
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  process.send({ port: server.address().port })
})

const ANSWERS = {
  now: () => ({
    counts: { faults: 0, ...counts },
    rss: process.memoryUsage.rss(),
    peak: process.resourceUsage().maxRSS * 1024,
    taken: Math.max(0, ...[...sockets].map(socket => socket.bytesWritten - socket.writableLength)),
  }),
  async settled({ withOpen = false }) {
    while (!withOpen && (await connections())) await turn()
    const heap = await settledHeap()
    const listeners = total(process) + total(server)
    const resources = process.getActiveResourcesInfo().sort().join()
    return { ...ANSWERS.now(), heap, listeners, resources, messages: messagesAlive() - prototypes }
  },
  reset() {
    for (const name of Object.keys(counts)) delete counts[name]
    return {}
  },
  /** Tells which requests are inside a handler at this moment, and begins to stop. */
  close({ graceMs }) {
    const ids = [...running]
    server.close()
    routes.close({ graceMs })
    setImmediate(() => process.disconnect())
    return { ids }
  },
}

// Whoever asks is gone: a server that was told to close ends by itself.
process.on('disconnect', () => server.listening && process.exit())
process.on('message', async ({ what, ...rest }) => process.send(await ANSWERS[what](rest)))

function messagesAlive() {
  return v8.queryObjects(IncomingMessage, { format: 'count' })
}

function connections() {
  return new Promise(resolve => server.getConnections((_, count) => resolve(count)))
}
