/**
 * `npm run interop`: the same requests, byte for byte, to every converter, each in a process of its
 * own with its default settings. After each case another request must be answered. Prints the
 * scoreboard and writes docs/interop.md.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { versionOf } from '../peers/peer.mjs'
import { authority } from './cases/authority.mjs'
import { bodies } from './cases/bodies.mjs'
import { errors } from './cases/errors.mjs'
import { http2 } from './cases/http2.mjs'
import { responses } from './cases/responses.mjs'
import { streams } from './cases/streams.mjs'
import { target } from './cases/target.mjs'
import { Converter } from './converter.mjs'
import { page, scoreboard } from './page.mjs'
import { judge } from './verdict.mjs'

const OURS = 'route-handlers'
const OTHERS = ['@whatwg-node/server', '@hono/node-server', 'srvx']
const CASES = [...target, ...authority, ...bodies, ...responses, ...streams, ...errors, ...http2]

const asked = process.argv.slice(2)
const results = []
for (const name of [OURS, ...OTHERS].filter(name => asked.length === 0 || asked.includes(name))) {
  results.push({
    name,
    version: name === OURS ? '' : versionOf(name),
    verdicts: await verdictsOf(name),
  })
}
console.log(scoreboard(results))
if (asked.length === 0)
  writeFileSync(
    fileURLToPath(new URL('../../docs/interop.md', import.meta.url)),
    page(CASES, results),
  )
// A case in which we fail is a bug of ours.
process.exit(results[0].verdicts.every(({ verdict }) => verdict === 'correct') ? 0 : 1)

async function verdictsOf(name) {
  const converter = new Converter(name)
  await converter.start()
  const verdicts = []
  for (const scenario of CASES) {
    const outcome = await judge(converter, scenario)
    if (outcome.verdict !== 'correct') {
      const { row, title } = scenario
      console.log(`${name}: ${outcome.verdict}, row ${row}, ${title}: ${outcome.seen ?? ''}`)
    }
    // What a hanging case left behind must not be the next one's.
    if (outcome.verdict === 'hang') converter.stop()
    if (outcome.verdict === 'hang' || outcome.verdict === 'exit') await converter.start()
    verdicts.push(outcome)
  }
  converter.stop()
  return verdicts
}
