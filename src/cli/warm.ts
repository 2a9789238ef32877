/** `route-handlers warm`: fills the cache that a server will start with. */
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import type { WarmReport } from '../cache/mount/handlers-cache.js'
import { liveCaches } from '../cache/mount/open-cache.js'
import type { Routes } from '../create-routes.js'
import { RouteHandlersError } from '../errors.js'
import { createLoader } from '../modules/loader.js'
import { resolveDirectory } from '../options.js'
import { shown } from './directory.js'
import type { GlobalOptions, Register } from './program.js'
import { progressOn } from './progress.js'
import { table } from './table.js'
import type { ExitCode, Terminal } from './terminal.js'

interface WarmOptions extends GlobalOptions {
  readonly concurrency: number
  readonly json?: boolean
}

export const warmCommand: Register = (program, perform) => {
  program
    .command('warm')
    .argument('<module>', 'module that exports what routeHandlers() or createRoutes() gave')
    .description('make the cached answers that need no request, before the server starts')
    .option('--concurrency <number>', 'answers that are made at a time', countOf, 2)
    .option('--json', 'print an array of answers')
    .action((module: string, _: object, command: Command) =>
      perform(terminal => warm(module, command.optsWithGlobals<WarmOptions>(), terminal)),
    )
}

async function warm(module: string, options: WarmOptions, terminal: Terminal): Promise<ExitCode> {
  // As the server will run: in development answers are not cached.
  process.env['NODE_ENV'] ??= 'production'
  const file = resolve(module)
  terminal.task = `${shown(file)} was being loaded`
  const mounts = mountsIn(await load(file), file)
  const report: WarmReport[number][] = []
  for (const mount of mounts) report.push(...(await warmOne(mount, options, terminal)))
  terminal.task = 'the result was being written'
  adviseOnMemory(report, terminal)
  // What is written to a disk or a shared store has to arrive there.
  for (const mount of mounts) await mount.close()
  if (options.json) terminal.print(JSON.stringify(report, undefined, 2))
  else printReport(report, terminal)
  return report.some(({ state }) => state === 'fail') ? 1 : 0
}

async function warmOne(
  mount: Routes,
  { concurrency, json }: WarmOptions,
  terminal: Terminal,
): Promise<WarmReport> {
  const progress = progressOn(process.stderr)
  const report = await mount.cache.warm({
    concurrency,
    onProgress({ path, state }, done, total) {
      terminal.task = `${path} was being made`
      if (progress) progress.update(done, total, path)
      else if (!json) terminal.note(`${done}/${total} ${state} ${path}`)
    },
  })
  progress?.end()
  return report
}

/** What is kept in memory alone is of no use to the server. */
function adviseOnMemory(report: WarmReport, { note }: Terminal): void {
  if (report.length === 0 || [...liveCaches()].some(({ outlives }) => outlives)) return
  note(
    'The answers end with this command: the cache is in memory alone. Give it a disk or a shared ' +
      'tier, or call routes.cache.warm() in the server.',
  )
}

/** By the loader of route files, which knows TypeScript and the aliases of the project. */
function load(file: string): Promise<Readonly<Record<string, unknown>>> {
  if (!existsSync(file)) throw unusable(`${shown(file)} does not exist.`)
  const settings = resolveDirectory(dirname(file), { watch: false })
  return createLoader({ ...settings, appDir: settings.dir }).load(file)
}

function mountsIn(exports: Readonly<Record<string, unknown>>, file: string): Routes[] {
  // `module.exports = routes` is the mount itself.
  const values = [exports, ...Object.values(exports), ...Object.values(Object(exports['default']))]
  const mounts = [...new Set(values)].filter(isMount)
  if (mounts.length > 0) return mounts
  throw unusable(
    `${shown(file)} exports nothing that routeHandlers() or createRoutes() gave. Export it, from ` +
      "a module that does not listen: export const routes = routeHandlers('./app')",
  )
}

/** By its members: it may come from another copy of this package. */
function isMount(value: unknown): value is Routes {
  const { cache, close } = Object(value) as Partial<Routes>
  return typeof cache?.warm === 'function' && typeof close === 'function'
}

function printReport(report: WarmReport, { print, paint, columns }: Terminal): void {
  const problems = report.filter(({ state }) => state !== 'stored')
  if (problems.length > 0) {
    const rows = problems.map(({ state, path, reason = '' }) => [state, path, reason])
    const [head, ...lines] = table([['STATE', 'PATH', 'REASON'], ...rows], columns)
    print(paint('bold', head!))
    for (const [at, line] of lines.entries()) {
      print(problems[at]!.state === 'fail' ? paint('red', line) : line)
    }
  }
  const count = (wanted: string): number => report.filter(({ state }) => state === wanted).length
  print(
    report.length === 0
      ? 'There is nothing to make: no route is cached that needs no request.'
      : `${count('stored')} stored, ${count('bypass')} not storable, ${count('fail')} failed.`,
  )
}

function countOf(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count > 0) return count
  throw new InvalidArgumentError('It is a positive integer.')
}

function unusable(message: string): RouteHandlersError {
  return new RouteHandlersError('RH_INVALID_ARGUMENT', message)
}
