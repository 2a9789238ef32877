/** Route lookup in small and large tables, shaped like trees of Next.js projects. */
import { COUNTS } from '../servers.mjs'
import { ROUTERS } from './routers.mjs'
import { time } from './time.mjs'

const PATHS = {
  static: '/area1/things1/list',
  params: '/area2/things2/17/parts/8',
  rest: '/area0/things0/files/a/b/c',
  miss: '/area2/things2/17/none',
}

export async function lookup() {
  const rows = []
  for (const { name, build, most = Number.POSITIVE_INFINITY } of ROUTERS)
    for (const count of COUNTS.filter(count => count <= most)) {
      const patterns = Array.from({ length: count }, (_, n) => pattern(n))
      const before = performance.now()
      const find = build(patterns)
      // Some build their tables at the first lookup.
      find(PATHS.static)
      const row = {
        router: name,
        count,
        build: Number((performance.now() - before).toPrecision(3)),
      }
      for (const [kind, path] of Object.entries(PATHS)) row[kind] = await time(() => find(path))
      rows.push(row)
    }
  return { rows }
}

function pattern(n) {
  const directory = `/area${n % 100}/things${n}`
  if (n % 20 === 0) return `${directory}/files/[...path]`
  return n % 4 === 1 ? `${directory}/list` : `${directory}/[id]/parts/[part]`
}
