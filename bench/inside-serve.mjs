/** The process of one server that is asked over connections in memory: tells what a request takes. */
import { Connection } from './connection.mjs'
import { httpServer } from './http-server.mjs'
import { beginsWith, requestBytes, statusLine } from './messages.mjs'
import { WORKLOADS } from './workloads.mjs'

const CONNECTIONS = 32
/** Requests in a batch: one alone is shorter than what a clock can tell. */
const BATCH = 1_000
/** In nanoseconds. The first time of a workload its code has to be compiled. */
const FIRST_WARM_UP = 1.25e9
const WARM_UP = 1.5e8
const MEASURED = 2.5e8

const [file, argument] = process.argv.slice(2)
const server = await httpServer(file, argument)
const connections = Array.from({ length: CONNECTIONS }, () => new Connection(server))
const asked = new Set()

process.on('message', async ({ workload: name }) => {
  const workload = WORKLOADS.find(workload => workload.name === name)
  await batches(workload, asked.has(name) ? WARM_UP : FIRST_WARM_UP)
  asked.add(name)
  const times = await batches(workload, MEASURED)
  // The lowest quartile: other guests of the machine only ever add to a time, and take nothing away.
  const time = times.sort((a, b) => a - b)[times.length >> 2]
  process.send(Number((time / BATCH / 1_000).toPrecision(4)))
})

/** Nanoseconds of each batch of those that begin before the time is over. */
async function batches(workload, duration) {
  const request = requestBytes(workload)
  const expected = statusLine(workload)
  const times = []
  const begun = process.hrtime.bigint()
  for (let before = begun; before - begun < duration; ) {
    await batch(request, expected)
    const now = process.hrtime.bigint()
    times.push(Number(now - before))
    before = now
  }
  return times
}

/** Resolves once every request has its answer; rejects with the first that is another than expected. */
function batch(request, expected) {
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

process.send('ready')
