/**
 * Whole requests over connections in memory: what the code of a server costs, without what the
 * kernel and the client add to it and what that varies by. Hosts and route files only.
 */
import { start } from './processes.mjs'
import { inRounds } from './rounds.mjs'
import { SERVERS } from './servers.mjs'
import { cellsOf, ONE_WRITE } from './workloads.mjs'

const ROUNDS = 3

/** A full run takes five minutes: peers, and what only the environment sets, are left out. */
const isMeasured = ({ file, env }) => file.startsWith('servers/') && !env

export const insideCells = () =>
  cellsOf(SERVERS.filter(isMeasured)).filter(({ workload }) => ONE_WRITE.includes(workload.name))

export async function inside({ rounds = ROUNDS, log }) {
  const cells = insideCells()
  log(`${cells.length} cells in memory`)
  return { rounds, cells: await inRounds(cells, rounds, measure, log) }
}

/** In a process of its own each time: of one that stands idle, V8 forgets what it has compiled. */
async function measure({ server: { file, argument = '' }, workload }) {
  const process = start('inside-serve.mjs', [file, argument, workload.name], 0)
  try {
    return await process.answer()
  } finally {
    process.stop()
  }
}
