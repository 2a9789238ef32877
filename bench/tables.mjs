/** The tables of docs/bench.md, in Markdown. */
import { goals } from './goals.mjs'
import { extra, median, ratio, timesOf } from './ratios.mjs'
import { COUNTS, hostOf, manyRoutes, RAW, SERVERS } from './servers.mjs'
import { COMMON, ONE_WRITE } from './workloads.mjs'

const MET = { true: '**met**', false: 'not met', undefined: '–' }

export function table(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows]
  return `${lines.map(line => `| ${line.join(' | ')} |`).join('\n')}\n`
}

export function goalTable(run) {
  const rows = goals(run).map(({ goal, measured, met }) => [goal, measured, MET[met]])
  return table(['goal', 'measured', ''], rows)
}

/** Against `node:http`: every server that was in the run. */
export function againstRaw({ macro }) {
  const common = ({ workload }) => COMMON.includes(workload)
  const names = [...new Set(macro.cells.filter(common).map(({ server }) => server))]
  const rows = names.map(name => [name, ...cells(macro, name, RAW, COMMON)])
  return table(['', ...COMMON], rows)
}

/** Against the same work written for the framework that the route files are in. */
export function againstHost({ macro }) {
  const ran = ({ name, host }) => ratio(macro, name, COMMON[0], host)
  const servers = SERVERS.filter(server => server.host && !server.only && ran(server))
  const rows = servers.map(({ name, host }) => [name, ...cells(macro, name, host, COMMON)])
  return table(['', ...COMMON], rows)
}

/** What only some servers have. */
export function special({ macro }) {
  const against = (workload, base, name) => [
    workload,
    name,
    base,
    cells(macro, name, base, [workload])[0],
  ]
  const inHosts = (workload, kind) =>
    [
      ['on node:http', RAW],
      ['in Express 5', 'Express 5'],
      ['in Koa 3', 'Koa 3'],
    ].map(([where, base]) => against(workload, base, `route files ${where}, ${kind}`))
  const rows = [
    ...inHosts('context', 'next/headers'),
    ...inHosts('stored', 'stored answer'),
    ...inHosts('405', 'NextResponse'),
    against('fall-through', 'Express 5', 'route files in Express 5, NextResponse'),
    ...COUNTS.slice(1).map(count => against('many', manyRoutes(COUNTS[0]), manyRoutes(count))),
  ]
  const more = extra(macro, 'route files in Express 5, NextResponse', 'fall-through', 'Express 5')
  const cost = more
    ? `\nFall-through takes ${more.median.toFixed(1)} µs more (${more.min.toFixed(1)} to ${more.max.toFixed(1)}).\n`
    : ''
  return table(['workload', 'server', 'against', ''], rows) + cost
}

/** Servers of the part without a network; what has a variant for a workload has it in its row. */
const insideRows = ({ inside }) =>
  SERVERS.filter(({ name, only }) => !only && timesOf(inside, name, ONE_WRITE[0])).map(
    ({ name }) => [name, ONE_WRITE.map(workload => [workload, variant(name, workload)])],
  )

const VARIANTS = { context: 'next/headers', stored: 'stored answer' }

function variant(name, workload) {
  const kind = VARIANTS[workload]
  return kind ? name.replace(/, NextResponse$/, `, ${kind}`) : name
}

export function insideAgainstHost(run) {
  const rows = insideRows(run).filter(
    ([name]) => hostOf(name) !== RAW || name.includes(` on ${RAW}`),
  )
  return table(
    ['', ...ONE_WRITE],
    rows.map(([name, columns]) => [
      name,
      ...columns.map(
        ([workload, server]) => cells(run.inside, server, hostOf(name), [workload])[0],
      ),
    ]),
  )
}

export function insideTimes(run) {
  const time = ([workload, server]) => {
    const times = timesOf(run.inside, server, workload)
    return times ? median(times).toFixed(1) : '–'
  }
  const rows = insideRows(run).map(([name, columns]) => [name, ...columns.map(time)])
  return table(['µs', ...ONE_WRITE], rows)
}

export function memoryTable({ memory }) {
  const rows = memory.rows.map(
    ({ server, mounted, first, perStream, perWaiting, delayP99, rss }) => [
      server,
      `${mounted.toFixed(0)} ms`,
      `${first.toFixed(0)} ms`,
      `${(perStream / 1024).toFixed(1)} KB`,
      `${(perWaiting / 1024).toFixed(1)} KB`,
      `${delayP99.toFixed(1)} ms`,
      `${(rss / 1_048_576).toFixed(0)} MB`,
    ],
  )
  const titles = ['mount', 'first answer', 'idle stream', 'waiting', 'delay, p99', 'memory after']
  return table(['', ...titles], rows)
}

function cells(macro, name, base, workloads) {
  return workloads.map(workload => {
    const found = ratio(macro, name, workload, base)
    if (!found) return '–'
    const [median, min, max] = [found.median, found.min, found.max].map(value => value.toFixed(2))
    return `**${median}** (${min}–${max})`
  })
}
