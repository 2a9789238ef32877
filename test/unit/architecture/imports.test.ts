/** docs/decisions/001: imports point one way. */
import { builtinModules } from 'node:module'
import manifest from '../../../package.json'
import { type Import, importsOf, isOwn, sourceFiles } from './sources'

const files = sourceFiles('src', 'adapters')
const imports = new Map(files.map(file => [file, importsOf(file)]))

/** Folder → what it may import besides itself. `types:` is for what vanishes in compilation. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/router/': ['src/errors.ts', 'src/warn.ts'],
  'src/modules/': ['src/errors.ts', 'src/warn.ts', 'src/state.ts', 'src/fast-paths.ts'],
  'src/http/': [
    'src/errors.ts',
    'src/warn.ts',
    'src/fetch/',
    'src/natives.ts',
    'src/thrown.ts',
    'src/log-error.ts',
    'src/fast-paths.ts',
    'src/immediate.ts',
  ],
  'src/fetch/': ['src/natives.ts', 'src/fast-paths.ts'],
  'src/next/': [
    'src/cache/',
    'src/errors.ts',
    'src/thenable.ts',
    'src/warn.ts',
    'src/state.ts',
    'src/fetch/',
    'src/natives.ts',
    'src/fast-paths.ts',
  ],
  'src/cache/': [
    'src/errors.ts',
    'src/warn.ts',
    'src/state.ts',
    'src/natives.ts',
    'src/longest-timer.ts',
    'src/modules/hook-state.ts',
    'src/modules/project-root.ts',
    'src/modules/use-cache/function-id.ts',
    'types:src/modules/use-cache/runtime-shape.ts',
  ],
  'src/handler/': [
    'src/next/',
    'src/errors.ts',
    'src/warn.ts',
    'src/state.ts',
    'src/fetch/',
    'src/natives.ts',
    'src/longest-timer.ts',
    'src/thrown.ts',
    'src/fast-paths.ts',
    'types:src/router/',
    'types:src/cache/',
    'types:src/http/',
  ],
  'src/static/': [
    'src/cache/',
    'src/handler/',
    'src/http/',
    'src/next/',
    'src/router/',
    'src/fetch/',
    'src/exchange.ts',
    'src/route-run.ts',
    'types:src/mount.ts',
    'src/request-caching.ts',
    'src/errors.ts',
    'src/warn.ts',
    'src/state.ts',
    'src/natives.ts',
    'src/immediate.ts',
    'types:src/route-table.ts',
    'types:src/options.ts',
    'src/sources/',
  ],
  'src/metadata/': [
    'src/handler/',
    'src/errors.ts',
    'src/natives.ts',
    'src/router/metadata-file.ts',
    'types:src/router/',
    'types:src/next/',
  ],
  'src/proxy/': [
    'src/handler/',
    'src/http/',
    'src/fetch/',
    'src/next/',
    'src/router/hazard.ts',
    'src/sources/',
    'src/own-answers.ts',
    'src/errors.ts',
    'src/warn.ts',
    'src/natives.ts',
    'types:src/exchange.ts',
    'types:src/mount.ts',
    'types:src/route-table.ts',
    'types:src/tracing.ts',
  ],
  'src/instrumentation/': [
    'src/errors.ts',
    'src/log-error.ts',
    'src/natives.ts',
    'src/options.ts',
    'src/state.ts',
    'src/thenable.ts',
    'src/next/control-flow.ts',
    'src/router/concrete-path.ts',
    'types:src/exchange.ts',
    'types:src/handler/',
    'types:src/router/',
  ],
  'src/manifest/': [
    'src/router/',
    'src/modules/load-once.ts',
    'types:src/proxy/',
    'src/errors.ts',
    'src/state.ts',
    'types:src/modules/',
  ],
  'src/typegen/': ['src/errors.ts', 'types:src/router/', 'types:src/next/'],
  'src/jest/': ['src/modules/', 'src/errors.ts'],
  'src/vite/': ['src/modules/'],
  'src/sources/': ['src/modules/', 'src/fast-paths.ts'],
  'src/cli/': ['src/'],
  'src/errors.ts': ['src/state.ts'],
  'src/thenable.ts': [],
  'src/thrown.ts': ['src/errors.ts'],
  'src/log-error.ts': [],
  'src/warn.ts': ['src/state.ts'],
  'src/state.ts': ['types:src/cache/use-cache.ts', 'types:src/late-responses.ts'],
  'src/natives.ts': [],
  'src/longest-timer.ts': [],
}

const allows = (rule: string, { to, typeOnly }: Import): boolean =>
  rule.startsWith('types:') ? typeOnly && to.startsWith(rule.slice(6)) : to.startsWith(rule)

/** `file → import` for each import that a predicate does not accept. */
function offences(from: string, accepts: (found: Import) => boolean): string[] {
  return files
    .filter(file => file.startsWith(from))
    .flatMap(file => imports.get(file)!.map(found => ({ file, found })))
    .filter(({ found }) => isOwn(found) && !accepts(found))
    .map(({ file, found }) => `${file} → ${found.to}`)
}

describe('imports', () => {
  it('are found: the test reads what it claims to read', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(imports.get('src/thrown.ts')).toEqual([{ to: 'src/errors.ts', typeOnly: false }])
    expect(imports.get('src/handler/params.ts')).toContainEqual({
      to: 'src/router/route.ts',
      typeOnly: true,
    })
    expect(imports.get('src/index.ts')).toContainEqual({ to: 'src/errors.ts', typeOnly: false })
  })

  it.each(Object.entries(ALLOWED))(
    'decision 001: %s imports of ours only itself and %j',
    (from, rules) => {
      expect(offences(from, found => [from, ...rules].some(rule => allows(rule, found)))).toEqual(
        [],
      )
    },
  )

  it.each(['adapters/', 'src/cli/'])('decision 001: nobody else in src imports %s', folder => {
    const found = offences('src/', ({ to }) => !to.startsWith(folder))
    expect(found.filter(offence => !offence.startsWith(folder))).toEqual([])
  })

  it('decision 001: an adapter imports no other adapter, only its own parts', () => {
    const nameOf = (path: string): string => path.replace(/^adapters\/([a-z]+).*$/, '$1')
    const others = files
      .filter(file => file.startsWith('adapters/'))
      .flatMap(file => imports.get(file)!.map(({ to }) => ({ file, to })))
      .filter(({ file, to }) => to.startsWith('adapters/') && nameOf(to) !== nameOf(file))
    expect(others).toEqual([])
  })

  it('decision 001: there is no cycle but of types', () => {
    expect(cycles()).toEqual([])
  })

  it('GLB-3: only the whatwg entry loads @whatwg-node/server', () => {
    const loading = files.filter(file =>
      imports.get(file)!.some(({ to }) => to.startsWith('@whatwg-node/')),
    )
    expect(loading).toEqual(['adapters/whatwg.ts'])
  })

  it('what runs is Node’s or a dependency; a peer gives types only', () => {
    const installed = new Set(Object.keys(manifest.dependencies))
    const foreign = files
      .flatMap(file => imports.get(file)!.map(found => ({ file, ...found })))
      .filter(({ to, typeOnly }) => !typeOnly && !/^(?:src|adapters)\//.test(to))
      .filter(({ to }) => !to.startsWith('node:') && !installed.has(packageOf(to)))
    expect(foreign).toEqual([])
  })

  it('built-in modules have their node: prefix', () => {
    const bare = [...imports.values()].flat().filter(({ to }) => builtinModules.includes(to))
    expect(bare).toEqual([])
  })
})

function packageOf(name: string): string {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/')
}

/** Each cycle of imports that run, as its files in order. */
function cycles(): string[][] {
  const found: string[][] = []
  const finished = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file])
      return
    }
    if (finished.has(file)) return
    for (const { to, typeOnly } of imports.get(file) ?? [])
      if (!typeOnly) visit(to, [...path, file])
    finished.add(file)
  }
  for (const file of files) visit(file, [])
  return found
}
