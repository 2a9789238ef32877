/**
 * Whole requests over connections in memory: what the code of a server costs, without what the
 * kernel and the client add to it and what that varies by. Hosts and route files only.
 */
import { start } from './processes.mjs'
import { inRounds } from './rounds.mjs'
import { SERVERS } from './servers.mjs'
import { cellsOf, ONE_WRITE } from './workloads.mjs'

const ROUNDS = 5

/** A full run takes less than four minutes: peers, and what only the environment sets, are left out. */
const isMeasured = ({ file, env }) => file.startsWith('servers/') && !env

export const insideCells = () =>
  cellsOf(SERVERS.filter(isMeasured)).filter(({ workload }) => ONE_WRITE.includes(workload.name))

export async function inside({ rounds = ROUNDS, log }) {
  const cells = insideCells()
  const servers = new Set(cells.map(({ server }) => server))
  const running = new Map()
  try {
    for (const server of servers) {
      const { name, file, argument = '' } = server
      const process = start('inside-serve.mjs', [file, argument], 0)
      running.set(name, process)
      await process.answer()
    }
    log(`${servers.size} servers in memory, ${cells.length} cells`)
    const measure = ({ server, workload }) =>
      running.get(server.name).ask({ workload: workload.name })
    return { rounds, cells: await inRounds(cells, rounds, measure, log) }
  } finally {
    for (const process of running.values()) process.stop()
  }
}
