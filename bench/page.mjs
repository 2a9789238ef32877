/** docs/bench.md and its charts, which are made of results.json and notes.md and of nothing else. */
import { readFileSync, writeFileSync } from 'node:fs'
import { chart } from './chart.mjs'
import { microTables } from './micro/tables.mjs'
import {
  againstHost,
  againstRaw,
  goalTable,
  insideAgainstHost,
  insideTimes,
  memoryTable,
  special,
} from './tables.mjs'

const at = path => new URL(path, import.meta.url)

/** @param print - takes the page in place of the file. */
export function writePage(all, print) {
  const sections = Object.entries(all).map(([major, run]) => section(major, run))
  const notes = readFileSync(at('notes.md'), 'utf8')
  const page = `${INTRODUCTION}\n${sections.join('\n')}\n${notes}`
  if (print) return print(page)
  writeFileSync(at('../docs/bench.md'), page)
  for (const [major, run] of Object.entries(all))
    if (run.macro) writeFileSync(at(`../docs/${chartOf(major)}`), chart(run))
}

const chartOf = major => `bench-node-${major}.svg`

const INTRODUCTION = `# Bench

\`npm run bench\` writes this page; \`npm run bench -- --quick\` prints it in less than two minutes.
Only ratios within one run mean anything: the numbers of another machine are others.

Each ratio says how many times less CPU time the server process needs for a request than the server
it is compared with: 1 is equal, higher is better; the median of the rounds, and the lowest and
highest of them. Both numbers of a ratio are from the same round, the order within a round is
random, and every answer is checked before it is timed.

**hello** GET text · **user** GET JSON with one parameter, one query value, two request headers ·
**echo** POST 1 KB JSON · **size** POST 1 MB · **stream** 64 chunks of 1 KB · **bigstr**, **bigu8**
GET 1 MB as string, as bytes · **cookies** three Set-Cookie · **context** \`cookies()\` and
\`headers()\` · **stored** an answer of the response cache (\`revalidate\`), against a handler that makes
it · **405** a method that the route has not · **fall-through** a path of Express's own behind route
files that do not have it · **many** one of so many routes. Koa routes with
\`@koa/router\`; what takes a fetch handler is given one without a router. "NextResponse" and
"Response" are what the route files answer with.
`

function section(major, run) {
  const { node, processor, cores, pinned, macro, inside, micro, memory } = run
  const pinning = pinned ? 'server and load generator on a core each' : 'not pinned to cores'
  return [
    `## Node ${node}\n\n${processor}, ${cores} cores, ${pinning}.\n`,
    `### Goals\n\n${goalTable(run)}`,
    ...(macro ? [macroSection(run, chartOf(major))] : []),
    ...(inside ? [insideSection(run)] : []),
    ...(micro ? [`### Parts\n\nCommit ${micro.commit}.\n\n${microTables(micro)}`] : []),
    ...(memory ? [memorySection(run)] : []),
  ].join('\n')
}

function macroSection(run, image) {
  const { commit, rounds, seconds, connections, generator } = run.macro
  return `### CPU time per request

\`npm run bench\`, commit ${commit}; ${rounds} rounds of ${seconds} s, ${connections} connections
(8 where a body has 1 MB), ${generator}.

![Requests per unit of CPU time](${image})

Against \`node:http\`:

${againstRaw(run)}
Against a handler of the framework's own:

${againstHost(run)}
What only some of them have:

${special(run)}`
}

function insideSection(run) {
  const { commit, rounds } = run.inside
  return `### Without a network

Commit ${commit}; ${rounds} rounds. The same requests over 32 connections in memory, inside the
process of the server: neither a kernel nor a client takes part. The time is that of the clock, and
contains what it takes to send a request in this way.

Against a handler of the framework's own:

${insideAgainstHost(run)}
Microseconds for a request, the median of the rounds:

${insideTimes(run)}`
}

function memorySection(run) {
  const { commit, streams, requests } = run.memory
  return `### Time to start, and memory

Commit ${commit}. **mount**: loading the package and mounting · **idle stream**: each of
${streams.toLocaleString('en')} open streams of Server-Sent Events · **waiting**: each of as many
requests whose handler has not answered yet · **delay, p99**: of the event loop, while 32 connections
send **hello** · **memory after**: resident, after ${requests.toLocaleString('en')} of those.

${memoryTable(run)}`
}
