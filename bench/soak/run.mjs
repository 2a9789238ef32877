/**
 * `npm run soak [-- S3 S7]`: what the server must bear, one program after the other, and a table at
 * the end. A run of all of them is kept in results.json and docs/soak.md; with SOAK_SCALE=0.01 it
 * is a quick look, which is not kept.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { table, writeReport } from './report.mjs'

const PROGRAMS = {
  S1: 's1-no-leak.mjs',
  S2: 's2-concurrent.mjs',
  S3: 's3-streams-released.mjs',
  S4: 's4-slow-readers.mjs',
  S5: 's5-slow-uploads.mjs',
  S6: 's6-cut-uploads.mjs',
  S7: 's7-unread-bodies.mjs',
  S8: 's8-slow-loris.mjs',
  S9: 's9-error-storm.mjs',
  S10: 's10-graceful-close.mjs',
  S11: 's11-http2.mjs',
  'ORD-1': 'ord-1-unmatched.mjs',
  'SIG-9': 'sig-9-listeners.mjs',
}

const asked = process.argv.slice(2)
const unknown = asked.filter(id => !(id in PROGRAMS))
if (unknown.length > 0) {
  console.error(
    `No such promise: ${unknown.join(', ')}. There are: ${Object.keys(PROGRAMS).join(', ')}`,
  )
  process.exit(1)
}

const results = []
for (const id of asked.length > 0 ? asked : Object.keys(PROGRAMS)) {
  console.log(`\n# ${id}`)
  results.push(await outcome(id))
}
console.log(`\n${table(results)}`)
if (asked.length === 0 && process.env.SOAK_SCALE === undefined) writeReport(results)
process.exitCode = results.every(({ holds }) => holds) ? 0 : 1

async function outcome(id) {
  const child = fork(fileURLToPath(new URL(PROGRAMS[id], import.meta.url)))
  let result
  child.once('message', message => {
    result = message
  })
  const [code] = await once(child, 'exit')
  return result ?? { id, title: `ended with ${code}`, seconds: 0, holds: false, figures: [] }
}
