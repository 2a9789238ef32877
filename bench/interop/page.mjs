/** The scoreboard, and docs/interop.md around it. */
const VERDICTS = ['correct', 'wrong', 'hang', 'exit']

export function scoreboard(results) {
  const rows = results.map(({ name, version, verdicts }) => {
    const counts = VERDICTS.map(verdict => verdicts.filter(each => each.verdict === verdict).length)
    return [`${name} ${version}`.trim(), ...counts]
  })
  return table([['', ...VERDICTS], ...rows])
}

export function page(cases, results) {
  const lines = cases.map(({ row, title }, at) => [
    row,
    title,
    ...results.map(({ verdicts }) => verdicts[at].verdict.replace('correct', '✓')),
  ])
  return `# Interop

\`npm run interop\` writes this page: ${cases.length} requests over raw sockets and \`node:http2\` to
converters between Node's messages and the Fetch API, each in a process of its own, with its default
settings, around the same handlers: by itself, inside Express 5, and over HTTP/2. After each case a
request on a new connection must be answered.

- **correct**: what the table says. Where several answers are defensible, all of them are.
- **wrong**: another answer.
- **hang**: no answer within four seconds, to the case or to the request behind it.
- **exit**: the process has ended.

Node ${process.version}.

${scoreboard(results)}

The numbers are rows of the table of faults that \`test/faults\` runs over every host.

${table([['Row', 'What must hold', ...results.map(({ name }) => name)], ...lines])}
`
}

function table([head, ...rows]) {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}
