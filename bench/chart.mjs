/** The chart of one Node version: CPU time per request of every server, for a few workloads. */
import { ratio } from './ratios.mjs'
import { RAW } from './servers.mjs'

const WORKLOADS = ['hello', 'user', 'echo', 'stream']
const LABELS = 390
const COLUMN = 160
const ROW = 22
const TOP = 48

/** @returns the SVG as text; its colours are legible on light and on dark pages. */
export function chart({ node, macro }) {
  const names = [...new Set(macro.cells.map(({ server }) => server))]
  const rows = names.filter(name => WORKLOADS.every(w => ratio(macro, name, w, RAW)))
  const width = LABELS + WORKLOADS.length * COLUMN
  const height = TOP + rows.length * ROW + 10
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" \
font-family="system-ui, sans-serif" font-size="12" fill="#777">
<title>Requests per unit of CPU time, node:http = 1, Node ${node}</title>
<text x="0" y="16">Requests per unit of CPU time, node:http = 1, Node ${node}. Longer is better.</text>
${WORKLOADS.map((name, at) => `<text x="${left(at)}" y="${TOP - 8}">${name}</text>`).join('\n')}
${rows.map((name, at) => row(macro, name, TOP + at * ROW)).join('\n')}
</svg>
`
}

const left = column => LABELS + column * COLUMN

function row(macro, name, y) {
  const ours = name.startsWith('route files')
  const bars = WORKLOADS.map((workload, at) => {
    const { median } = ratio(macro, name, workload, RAW)
    const length = Math.min(COLUMN - 45, median * 80).toFixed(1)
    return `<rect x="${left(at)}" y="${y + 3}" width="${length}" height="14" \
fill="${ours ? '#2f81f7' : '#9aa4af'}"/><text x="${(left(at) + Number(length) + 5).toFixed(1)}" \
y="${y + 15}">${median.toFixed(2)}</text>`
  })
  const weight = ours ? ' font-weight="bold"' : ''
  return `<text x="${LABELS - 10}" y="${y + 15}" text-anchor="end"${weight}>${name}</text>${bars.join('')}`
}
