/** The tables of the micro benchmarks, in Markdown. */
import { table } from '../tables.mjs'

export function microTables({ convert, fallThrough, lookup, precedence }) {
  const parts = convert.map(({ name, nanoseconds }) => [`\`${name}\``, `${whole(nanoseconds)} ns`])
  const lookups = lookup.rows.map(row => [
    row.router,
    whole(row.count),
    `${whole(row.build)} ms`,
    ...['static', 'params', 'rest', 'miss'].map(kind => `${whole(row[kind])} ns`),
  ])
  return `${table(['', ''], parts)}
No match, in front of Express: ${whole(fallThrough.nanoseconds)} ns and ${fallThrough.bytes} bytes
for each request.

Lookup:

${table(['router', 'routes', 'build', 'static', 'two parameters', 'catch-all', 'no match'], lookups)}
Where Next.js has an answer of its own (✓ the same; routers differ on purpose, this is no fault of
theirs):

${precedenceTable(precedence)}`
}

function precedenceTable(cases) {
  const routers = cases[0].answers.map(({ router }) => router)
  const rows = cases.map(({ title, path, answers }) => [
    `${title}: \`${path}\``,
    ...answers.map(({ answer }) => (answer === true ? '✓' : `\`${answer}\``)),
  ])
  return table(['', ...routers], rows)
}

const whole = number => Number(number.toPrecision(3)).toLocaleString('en')
