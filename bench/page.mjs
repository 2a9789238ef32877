/** The text of docs/bench.md. */
import { SERVERS, WORKLOADS } from './catalogue.mjs'

const RAW = 'node:http'
const COMMON = WORKLOADS.filter(({ only }) => only === undefined).map(({ name }) => name)

export function page(runs) {
  return `${INTRODUCTION}\n${Object.values(runs).map(section).join('\n')}`
}

const INTRODUCTION = `# Bench

\`npm run bench\` writes this page; \`npm run bench -- --quick\` prints it in less than two minutes.
Only ratios within one run mean anything: the numbers of another machine are others.

Each number says how many times less CPU time the server process needs for a request than the
server it is compared with: 1 is equal, higher is better; the median of the rounds, and the lowest
and highest of them. Both numbers of a ratio are from the same round, the order within a round is
random, and every answer is checked before it is timed.

**hello** GET text · **user** GET JSON with one parameter, one query value, two request headers ·
**echo** POST 1 KB JSON · **cookies** three Set-Cookie · **fall-through** a path of Express's own
behind route files that do not have it. Koa routes with \`@koa/router\`. "NextResponse" and
"Response" are what the route files answer with.
`

function section(run) {
  const { node, commit, rounds, seconds, connections, processor, cores, pinned } = run
  const pinning = pinned ? 'server and load generator on a core each' : 'not pinned to cores'
  return `## Node ${node}

Commit ${commit}; ${rounds} rounds of ${seconds} s, ${connections} connections, autocannon;
${processor}, ${cores} cores, ${pinning}.

CPU time per request, against \`node:http\`:

${table(run, 'cpu', SERVERS, () => RAW)}
CPU time per request, against a handler of the framework's own:

${table(
  run,
  'cpu',
  SERVERS.filter(({ base }) => base),
  ({ base }) => base,
)}
Requests per second, against \`node:http\` (bound by the load generator where the server is fast):

${table(run, 'perSecond', SERVERS, () => RAW)}${fallThrough(run)}`
}

function table(run, metric, servers, baseOf) {
  const rows = servers.map(server => {
    const cellsOf = COMMON.map(workload => {
      const ratio = find(run, server.name, workload, baseOf(server))
      return ratio ? cell(ratio[metric]) : '–'
    })
    return [server.name, ...cellsOf]
  })
  const lines = [['', ...COMMON], ['---', ...COMMON.map(() => '---')], ...rows]
  return `${lines.map(line => `| ${line.join(' | ')} |`).join('\n')}\n`
}

const find = (run, server, workload, base) =>
  run.ratios.find(r => r.server === server && r.workload === workload && r.base === base)

const cell = ({ median, min, max }) =>
  `**${median.toFixed(2)}** (${min.toFixed(2)}–${max.toFixed(2)})`

function fallThrough(run) {
  const found = run.ratios.find(({ workload }) => workload === 'fall-through')
  if (found === undefined) return ''
  const { cpu, extraMicroseconds: extra } = found
  return `
Fall-through: ${cell(cpu)} of Express alone; ${extra.median.toFixed(1)} µs more per request
(${extra.min.toFixed(1)} to ${extra.max.toFixed(1)} µs).
`
}
