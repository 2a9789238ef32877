/**
 * `node bench/check.mjs`: every server once under every workload of it, over a socket and, where the
 * part without a network asks it, over a connection in memory; the answers are compared with what
 * they must be, and nothing is timed. Peers that are not installed are left out.
 */
import { Connection } from './connection.mjs'
import { httpServer } from './http-server.mjs'
import { insideCells } from './inside.mjs'
import { check, startServer } from './macro.mjs'
import { requestBytes, responseOf } from './messages.mjs'
import { isInstalled } from './peers/install.mjs'
import { SERVERS } from './servers.mjs'
import { cellsOf, checkAnswer } from './workloads.mjs'

const available = ({ file, atRoot }) => !file.startsWith('peers/') || atRoot || isInstalled()

for (const server of SERVERS.filter(available)) {
  const running = await startServer(server)
  for (const cell of cellsOf([server])) {
    const checked = check(cell, new Map([[server.name, running]]))
    await report({ server: server.name, workload: cell.workload.name }, checked)
  }
  running.stop()
}

for (const { server, workload } of insideCells())
  await report(
    { server: server.name, workload: workload.name, inside: true },
    checkInside(server, workload),
  )

async function checkInside({ file, argument = '' }, workload) {
  const connection = new Connection(await httpServer(file, argument))
  const parts = await new Promise((resolve, reject) => {
    connection.send(requestBytes(workload), resolve, () => reject(new Error('closed')))
  })
  await checkAnswer(workload, responseOf(parts))
}

async function report(cell, checked) {
  const fault = await checked.then(() => undefined).catch(error => error)
  const cause = fault?.cause?.message ?? fault?.message
  console.log(JSON.stringify({ ...cell, cause }))
  if (fault) process.exitCode = 1
}
