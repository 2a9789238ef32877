/**
 * `npm run bench [-- --quick]`: every server under every workload, in rounds, in an order drawn
 * anew for each round, so that what else the machine does meets them all alike. CPU time is the
 * server's own; it is steadier than requests per second. Writes results.json and docs/bench.md.
 */
import { parseArgs } from 'node:util'
import { cells, SERVERS } from './catalogue.mjs'
import { start } from './processes.mjs'
import { writeReport } from './report.mjs'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
  },
})
const rounds = Number(values.rounds ?? (values.quick ? 1 : 5))
const seconds = Number(values.seconds ?? (values.quick ? 1 : 2))
const CONNECTIONS = 32

const load = start('load.mjs', [], 1)
const servers = new Map()
for (const { name, file, argument = '' } of SERVERS) {
  const server = start('serve.mjs', [file, argument], 0)
  servers.set(name, { ...server, ...(await server.answer()) })
}

try {
  for (const cell of cells) await check(cell)
  for (const cell of cells) await measure(cell, 1)
  const samples = []
  for (let round = 1; round <= rounds; round++) {
    for (const cell of shuffled(cells)) samples.push({ round, ...(await measure(cell, seconds)) })
    console.log(`round ${round} of ${rounds}`)
  }
  writeReport(samples, { rounds, seconds, connections: CONNECTIONS, keep: !values.quick })
} finally {
  load.stop()
  for (const server of servers.values()) server.stop()
}

function address({ server, workload }) {
  return `http://127.0.0.1:${servers.get(server.name).port}${workload.request.path}`
}

async function check(cell) {
  const { path: _, ...request } = cell.workload.request
  const response = await fetch(address(cell), request)
  try {
    await cell.workload.check(response)
  } catch (cause) {
    throw new Error(`${cell.server.name} answers ${cell.workload.name} wrongly`, { cause })
  }
}

async function measure(cell, duration) {
  const { server, workload } = cell
  const { ask } = servers.get(server.name)
  const before = await ask('cpu')
  const { request } = workload
  const load = await generate({ url: address(cell), request, connections: CONNECTIONS, duration })
  const after = await ask('cpu')
  return {
    server: server.name,
    workload: workload.name,
    microseconds: (after.cpu - before.cpu) / load.answers,
    perSecond: load.answers / load.seconds,
  }
}

async function generate({ duration, ...job }) {
  const result = await load.ask({ ...job, seconds: duration })
  if (result.failed > 0) throw new Error(`${result.failed} requests to ${job.url} failed`)
  return result
}

function shuffled(list) {
  const drawn = [...list]
  for (let at = drawn.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1))
    ;[drawn[at], drawn[other]] = [drawn[other], drawn[at]]
  }
  return drawn
}
