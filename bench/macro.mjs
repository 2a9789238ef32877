/**
 * Every server under every workload, in rounds. CPU time is the server's own: it is far steadier
 * than requests per second.
 */
import { start } from './processes.mjs'
import { inRounds } from './rounds.mjs'
import { cellsOf, checkAnswer } from './workloads.mjs'

const CONNECTIONS = 32

/**
 * A full run takes about twenty minutes. `firstWarmUp`: what it takes until the code of a workload is
 * compiled; `warmUp`: until it is again, for V8 throws away code of a server that has stood idle, and
 * half a second is too short to compile it.
 */
const DEFAULTS = {
  quick: { rounds: 1, seconds: 0.3, firstWarmUp: 0.1, warmUp: 0.1 },
  full: { rounds: 3, seconds: 0.5, firstWarmUp: 2, warmUp: 1 },
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
    const measureIn = (cell, round) => {
      const warmUp = round === 1 ? defaults.firstWarmUp : defaults.warmUp
      return measure(cell, running, load, { warmUp, seconds })
    }
    const results = await inRounds(cells, rounds, measureIn, log)
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
    await checkAnswer(workload, response)
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
