/**
 * What a server takes before and between requests: the time to mount and to answer first, memory
 * for each idle stream, the delay of the event loop under load, memory after many requests. One
 * server at a time, each in a fresh process.
 */
import { setTimeout } from 'node:timers/promises'
import { startServer } from './macro.mjs'
import { start } from './processes.mjs'
import { WORKLOADS } from './workloads.mjs'

const FULL = { streams: 10_000, requests: 100_000 }
const QUICK = { streams: 500, requests: 2_000 }

/** Those that the goals are about; the other rows would say the same again. */
const isMeasured = ({ name, only, argument }) =>
  !only &&
  argument !== 'native' &&
  !/in (Express 5|Koa 3), Response|serverOptions|FAST_PATHS/.test(name)

export async function measureMemory(servers, { quick, log }) {
  const counts = quick ? QUICK : FULL
  const load = start('load.mjs', ['autocannon'], 1)
  const streams = start('streams.mjs', [], 1)
  await Promise.all([load.answer(), streams.answer()])
  const rows = []
  try {
    for (const server of servers.filter(isMeasured)) {
      rows.push({ server: server.name, ...(await measureOne(server, counts, load, streams)) })
      log(`memory: ${server.name}`)
    }
    return { ...counts, rows }
  } finally {
    load.stop()
    streams.stop()
  }
}

async function measureOne(server, { streams: count, requests }, load, streams) {
  const running = await startServer(server, { flags: ['--expose-gc'] })
  try {
    const { mounted, port } = running
    const first = await firstAnswer(port)
    await running.ask('delayFrom')
    const { method, path, status } = WORKLOADS[0]
    const url = `http://127.0.0.1:${port}${path}`
    await load.ask({ url, method, status, connections: 32, amount: requests })
    const delayP99 = await running.ask('delayP99')
    const { rss } = await running.ask('memory')
    // Last: pages that thousands of sockets took do not go back.
    const perStream = await bytesPer('/events', running, count, streams)
    const perWaiting = await bytesPer('/waiting', running, count, streams)
    return { mounted: round(mounted), first: round(first), perStream, perWaiting, delayP99, rss }
  } finally {
    running.stop()
  }
}

/** Milliseconds, over a connection of its own. */
async function firstAnswer(port) {
  // The client's own first request is slow: it goes where nothing is measured.
  await fetch('data:,')
  const before = performance.now()
  await (await fetch(`http://127.0.0.1:${port}/hello`)).text()
  return performance.now() - before
}

/** Bytes for each connection whose request is at `path`. */
async function bytesPer(path, { ask, port }, count, streams) {
  // What the first of them compile and allocate for good is not theirs.
  await streams.ask({ port, path, count: 100 })
  await streams.ask({ port, path, count: 0 })
  await settled(ask)
  const before = await ask('memory')
  await streams.ask({ port, path, count })
  await settled(ask)
  const after = await ask('memory')
  await streams.ask({ port, path, count: 0 })
  return Math.round((after.used - before.used) / count)
}

/** What a client has sent is a request when the server has read it, and gone when it has noticed. */
async function settled(ask) {
  await setTimeout(300)
  await ask('memory')
}

const round = milliseconds => Number(milliseconds.toPrecision(3))
