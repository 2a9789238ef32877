/** Writes projects of many route files, as a team would have them: 1.5 KB each, one shared module. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const JAVASCRIPT = { esm: 'module', cjs: 'commonjs' }

/** @param kind - `esm` or `cjs` for JavaScript, `ts` for TypeScript in ES modules. */
export function writeProject(kind, routes) {
  const root = mkdtempSync(join(tmpdir(), `rh-bench-${kind}-${routes}-`))
  const write = (file, text) => {
    mkdirSync(join(root, file, '..'), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  const extension = kind === 'ts' ? 'ts' : 'js'
  write('package.json', JSON.stringify({ name: 'bench', type: JAVASCRIPT[kind] ?? 'module' }))
  write(`lib/db.${extension}`, kind === 'cjs' ? 'exports.db = {}\n' : 'export const db = {}\n')
  const files = Array.from({ length: routes }, (_, at) => {
    const file = `app/group${at % 50}/route${at}/[id]/route.${extension}`
    write(file, routeSource(kind, at))
    return join(root, file)
  })
  return { root, dir: join(root, 'app'), files }
}

const DB = '../../../../lib/db'

function routeSource(kind, at) {
  const typed = (name, type) => (kind === 'ts' ? `${name}: ${type}` : name)
  const head = {
    esm: `import { db } from '${DB}.js'`,
    cjs: `const { db } = require('${DB}')`,
    ts: `import { db } from '${DB}.ts'\n\ninterface Context {\n  params: Promise<{ id: string }>\n}`,
  }
  const methods = ['GET', 'PUT', 'DELETE'].map(method => {
    const parameters = `${typed('request', 'Request')}, ${typed('context', 'Context')}`
    return [
      `async function ${method}(${parameters}) {`,
      '  const { id } = await context.params',
      '  const query = new URL(request.url).searchParams',
      `  const page = Number(query.get('page') ?? ${at})`,
      `  if (page < 0) return Response.json({ error: 'page must not be negative' }, { status: 400 })`,
      `  return Response.json({ method: '${method}', route: ${at}, id, page, known: id in db })`,
      '}',
    ].join('\n')
  })
  const ending =
    kind === 'cjs' ? 'module.exports = { GET, PUT, DELETE }' : 'export { GET, PUT, DELETE }'
  return `${[head[kind], ...methods, ending].join('\n\n')}\n`
}
