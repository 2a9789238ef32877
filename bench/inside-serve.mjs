/** The process of one server and workload, over connections in memory: tells what a request takes. */
import { Connection } from './connection.mjs'
import { httpServer } from './http-server.mjs'
import { beginsWith, requestBytes, statusLine } from './messages.mjs'
import { WORKLOADS } from './workloads.mjs'

const CONNECTIONS = 32
/** Requests in a batch: one alone is shorter than what a clock can tell. */
const BATCH = 1_000
/** Batches until the code is compiled: the last of it after some 20,000 requests. */
const WARM_UP = 30
/** Nanoseconds. */
const MEASURED = 3e8

const [file, argument, name] = process.argv.slice(2)
const workload = WORKLOADS.find(workload => workload.name === name)
const server = await httpServer(file, argument)
const request = requestBytes(workload)
const expected = statusLine(workload)
const connections = Array.from({ length: CONNECTIONS }, () => new Connection(server))
for (let done = 0; done < WARM_UP; done++) await batch()
const times = await measured()
// The lowest quartile: other guests of the machine only ever add to a time, and take nothing away.
const time = times.sort((a, b) => a - b)[times.length >> 2]
process.send(Number((time / BATCH / 1_000).toPrecision(4)))

/** Nanoseconds of each batch of those that begin before the time is over. */
async function measured() {
  const times = []
  const begun = process.hrtime.bigint()
  for (let before = begun; before - begun < MEASURED; ) {
    await batch()
    const now = process.hrtime.bigint()
    times.push(Number(now - before))
    before = now
  }
  return times
}

/** Resolves once every request has its answer; rejects with the first that is another than expected. */
function batch() {
  return new Promise((resolve, reject) => {
    let sent = 0
    let answers = 0
    // In a turn of its own, as what comes from a socket does: the one before is over by then.
    const next = connection => {
      if (sent === BATCH) return
      sent++
      setImmediate(send, connection)
    }
    const send = connection =>
      connection.send(request, parts => answered(connection, parts), closed)
    const answered = (connection, parts) => {
      if (!beginsWith(parts, expected)) reject(new Error(`Not an answer: ${parts[0].chunk}`))
      else if (++answers === BATCH) resolve()
      else next(connection)
    }
    const closed = error =>
      reject(new Error('The server has closed a connection', { cause: error }))
    for (const connection of connections) next(connection)
  })
}
