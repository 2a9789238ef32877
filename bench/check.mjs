/**
 * `node bench/check.mjs`: every server once under every workload of it, and the answers compared
 * with what they must be; nothing is timed. Peers that are not installed are left out.
 */
import { check, startServer } from './macro.mjs'
import { isInstalled } from './peers/install.mjs'
import { SERVERS } from './servers.mjs'
import { cellsOf } from './workloads.mjs'

const available = ({ file, atRoot }) => !file.startsWith('peers/') || atRoot || isInstalled()

for (const server of SERVERS.filter(available)) {
  const running = await startServer(server)
  for (const cell of cellsOf([server])) {
    const fault = await check(cell, new Map([[server.name, running]])).catch(error => error)
    const cause = fault?.cause?.message ?? fault?.message
    console.log(JSON.stringify({ server: server.name, workload: cell.workload.name, cause }))
    if (fault) process.exitCode = 1
  }
  running.stop()
}
