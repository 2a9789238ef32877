/** A random tree of route files that Next accepts, the same for everybody, built by real Next.js. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { routerOf } from '../unit/router/files'
import { type Server, start } from './child'
import { installNext, next } from './next-server'

/** Another seed is another tree, which is built anew. */
const SEED = 4
const ROUTES = 60

const folder = join(__dirname, 'random')
export const appDirectory = join(folder, 'app')

/** Names that Next serves as they are spelled; D-c is about the others. */
export const NAMES = ['a', 'b', 'Case', 'c.d', 'x~y', 'a-b', 'data.json']
const DIRECTORIES = [...NAMES, '(g)', '(h)', '@s', '%5Fu', '[x]', '[y]', '[x]', '[y]']

/** Below a name, so that there are paths which no file answers. */
const file = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.array(fc.constantFrom(...DIRECTORIES), { maxLength: 3 }),
    fc.option(fc.constantFrom('[...r]', '[[...o]]'), { nil: undefined, freq: 3 }),
  )
  .map(([first, between, last]) => [first, ...between, ...(last ? [last] : []), 'route'].join('/'))

/**
 * `next build` lets two slug names stand at one place, and `next start` then refuses some of those
 * trees: hence the stricter rule of Next 15.
 */
function isAccepted(files: readonly string[]): boolean {
  try {
    routerOf(files, { compat: 15 })
    return true
  } catch {
    return false
  }
}

function randomTree(): string[] {
  const files: string[] = []
  for (const source of fc.sample(file, { seed: SEED, numRuns: 20 * ROUTES })) {
    if (files.length < ROUTES && isAccepted([...files, source])) files.push(source)
  }
  return files
}

const source = (file: string) =>
  `export const GET = async (_request: Request, { params }: { params: Promise<object> }) =>
  Response.json({ at: ${JSON.stringify(file)}, params: await params })
`

/** The files that the last build was made of. */
const built = join(folder, 'built.json')

/** Writes and builds the tree where that has not been done, and starts Next on a free port. */
export async function startRandomApp(): Promise<Server> {
  installNext()
  const tree = randomTree()
  const made = JSON.stringify(tree.map(path => [path, source(path)]))
  if (!existsSync(built) || readFileSync(built, 'utf8') !== made) {
    write(tree)
    const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
    execFileSync(process.execPath, [next, 'build'], { cwd: folder, env, stdio: 'pipe' })
    writeFileSync(built, made)
  }
  return start(next, ['start', '-p', '0'], folder)
}

function write(tree: readonly string[]): void {
  rmSync(folder, { recursive: true, force: true })
  for (const path of tree) {
    const target = join(appDirectory, `${path}.ts`)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, source(path))
  }
  const config = `module.exports = {
  compress: false,
  turbopack: { root: ${JSON.stringify(__dirname)} },
  typescript: { ignoreBuildErrors: true },
}
`
  writeFileSync(join(folder, 'next.config.js'), config)
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
}
