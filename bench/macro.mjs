/**
 * Every server under every workload, in rounds, in an order drawn anew for each round, so that what
 * else the machine does meets them all alike. CPU time is the server's own: it is far steadier than
 * requests per second.
 */
import { start } from './processes.mjs'
import { cellsOf } from './workloads.mjs'

const CONNECTIONS = 32

/**
 * A full run takes thirteen minutes. `firstWarmUp`: what it takes until the code of a workload is
 * compiled; `warmUp`: until what the cell before it left behind is gone.
 */
const DEFAULTS = {
  quick: { rounds: 1, seconds: 0.3, firstWarmUp: 0.1, warmUp: 0.1 },
  full: { rounds: 3, seconds: 0.5, firstWarmUp: 1.5, warmUp: 0.5 },
}

/** @param settings - what differs from {@link DEFAULTS}: `rounds`, and `seconds` of each cell in each. */
export async function macro(servers, { quick, log, ...given }) {
  const load = start('load.mjs', [], 1)
  const { generator } = await load.answer()
  const defaults = DEFAULTS[quick ? 'quick' : 'full']
  const rounds = given.rounds || defaults.rounds
  const seconds = given.seconds || defaults.seconds
  const running = new Map()
  try {
    for (const server of servers) running.set(server.name, await startServer(server))
    const cells = cellsOf(servers)
    for (const cell of cells) await check(cell, running)
    log(`${servers.length} servers give the right answers, ${cells.length} cells`)
    const samples = cells.map(cell => ({ cell, microseconds: [] }))
    for (let round = 1; round <= rounds; round++) {
      const warmUp = round === 1 ? defaults.firstWarmUp : defaults.warmUp
      for (const { cell, microseconds } of shuffled(samples))
        microseconds.push(await measure(cell, running, load, { warmUp, seconds }))
      log(`round ${round} of ${rounds}`)
    }
    const results = samples.map(({ cell: { server, workload }, microseconds }) => ({
      server: server.name,
      workload: workload.name,
      microseconds,
    }))
    return { generator, rounds, seconds, connections: CONNECTIONS, cells: results }
  } finally {
    load.stop()
    for (const server of running.values()) server.stop()
  }
}

export async function startServer({ file, argument = '', env = {} }, options) {
  const script = file.startsWith('next/') ? `${file}.mjs` : 'serve.mjs'
  const server = start(script, [file, argument], 0, { ...options, env })
  return { ...server, ...(await server.answer()) }
}

/** Asks once, and throws unless the answer is right. */
export async function check({ server, workload }, running) {
  const { method, headers, body, path } = workload
  try {
    const response = await fetch(`http://127.0.0.1:${running.get(server.name).port}${path}`, {
      method,
      headers,
      body: body || undefined,
    })
    if (response.status !== workload.status) throw new Error(`status ${response.status}`)
    await workload.check(response)
  } catch (cause) {
    throw new Error(`${server.name} answers ${workload.name} wrongly`, { cause })
  }
}

/** On a machine that does other things too, a short run may bring next to nothing. */
const FEWEST_ANSWERS = 20

/** Microseconds of CPU time for one request. */
async function measure({ server, workload }, running, load, { warmUp, seconds }) {
  const { ask, port } = running.get(server.name)
  const { method, path, headers, body, status, connections = CONNECTIONS } = workload
  const url = `http://127.0.0.1:${port}${path}`
  const request = { url, method, headers, body: body && String(body), status, connections }
  // What the cell before it left behind is not its own. A collection would not do: between two loads
  // nothing is alive that code was compiled for, and V8 throws that code away with it.
  await load.ask({ ...request, seconds: warmUp })
  const before = await ask('cpu')
  let count = 0
  while (count < FEWEST_ANSWERS) {
    const { answers, failed } = await load.ask({ ...request, seconds })
    // A connection that the generator closes under a request counts as an error with some of them.
    if (failed > connections)
      throw new Error(`${failed} requests failed: ${server.name}, ${workload.name}`)
    count += answers
  }
  const used = (await ask('cpu')) - before
  return Number((used / count).toPrecision(4))
}

function shuffled(list) {
  const drawn = [...list]
  for (let at = drawn.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1))
    ;[drawn[at], drawn[other]] = [drawn[other], drawn[at]]
  }
  return drawn
}
