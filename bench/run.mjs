/**
 * `npm run bench`: measures, compares with the committed results of the same Node version, and
 * writes results.json, docs/bench.md and its charts. `--quick` prints and writes nothing;
 * `--macro`, `--inside`, `--micro` and `--memory` run those parts alone; `--next` adds `next start`
 * to the first; `--page` only writes the page anew.
 */
import { parseArgs } from 'node:util'
import { inside } from './inside.mjs'
import { macro } from './macro.mjs'
import { measureMemory } from './memory.mjs'
import { writePage } from './page.mjs'
import { install } from './peers/install.mjs'
import { start } from './processes.mjs'
import { losses } from './ratios.mjs'
import { key, merge, PARTS, readResults, writeResults } from './results.mjs'
import { hostOf, next, RAW, SERVERS } from './servers.mjs'

const flag = { type: 'boolean', default: false }
const flags = ['quick', 'next', 'page', ...PARTS].map(name => [name, flag])
const { values } = parseArgs({
  options: {
    ...Object.fromEntries(flags),
    rounds: { type: 'string' },
    seconds: { type: 'string' },
  },
})
const log = line => console.error(line)

const parts = {
  macro: () => {
    const given = { rounds: Number(values.rounds), seconds: Number(values.seconds) }
    const here = SERVERS.filter(({ quick }) => quick || !values.quick)
    const servers = values.next ? [...here, next] : here
    return macro(servers, { ...given, quick: values.quick, log })
  },
  inside: () => inside({ rounds: Number(values.rounds) || undefined, log }),
  async micro() {
    const process = start('micro/run.mjs', [], 0, { flags: ['--expose-gc'] })
    const answer = await process.answer()
    process.stop()
    return answer
  },
  memory: () => measureMemory(SERVERS, { quick: values.quick, log }),
}

/** What the ratios are to that are compared with those of the earlier run. */
const BASES = { macro: () => RAW, inside: hostOf }

const earlier = readResults()
if (values.page) writePage(earlier)
else await measure(PARTS.filter(part => values[part]))

async function measure(asked) {
  install()
  const measured = {}
  const wanted = asked.length > 0 ? asked : values.quick ? ['macro'] : PARTS
  for (const part of wanted) measured[part] = await parts[part]()
  const all = merge(earlier, measured)
  writePage({ [key]: all[key] }, console.log)
  for (const part of Object.keys(BASES).filter(part => measured[part] && earlier[key]?.[part]))
    for (const line of losses(earlier[key][part], measured[part], BASES[part]))
      console.log(`${part}, ${line}`)
  if (values.quick) return
  writeResults(all)
  writePage(all)
}
