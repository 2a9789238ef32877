/** The process of one server: listens, and tells what it used when it is asked. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { httpServer } from './http-server.mjs'

const [file, argument] = process.argv.slice(2)
const delay = monitorEventLoopDelay({ resolution: 1 })

const answers = {
  cpu() {
    const { user, system } = process.cpuUsage()
    return user + system
  },
  /** Bytes, after a collection: start with --expose-gc. */
  memory() {
    globalThis.gc()
    const { rss, heapUsed, external } = process.memoryUsage()
    return { rss, used: heapUsed + external }
  },
  delayFrom() {
    delay.reset()
    return delay.enable()
  },
  /** Milliseconds. */
  delayP99() {
    delay.disable()
    return delay.percentile(99) / 1e6
  },
}

// Before the server listens: `listening` is the first thing that is sent.
process.on('message', question => process.send(answers[question]()))

const before = performance.now()
const server = await httpServer(file, argument)
const mounted = performance.now() - before
server.listen(0, '127.0.0.1', 16_384, () => {
  process.send({ port: server.address().port, mounted })
})
