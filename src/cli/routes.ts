/** `route-handlers routes`: what the directory serves, as the server will see it. */
import type { Command } from 'commander'
import { DirectorySource } from '../directory-source.js'
import { createRouter } from '../router/router.js'
import { type DirectoryOptions, onDirectory, openDirectory, shown } from './directory.js'
import { printFailure } from './failure.js'
import { faultOf } from './fault.js'
import { type LoadedRoute, loadRoutes, type TimeoutOption, withTimeout } from './load.js'
import type { GlobalOptions, Register } from './program.js'
import { table } from './table.js'
import type { ExitCode, Terminal } from './terminal.js'

interface RoutesOptions extends DirectoryOptions, TimeoutOption, GlobalOptions {
  readonly json?: boolean
}

export const routesCommand: Register = (program, perform) => {
  withTimeout(onDirectory(program.command('routes')))
    .description('list the routes: methods, path, file, segment config')
    .option('--json', 'print an array of routes')
    .option('--base-path <path>', 'where the routes are mounted')
    .action((dir: string | undefined, _: object, command: Command) =>
      perform(terminal => listRoutes(dir, command.optsWithGlobals<RoutesOptions>(), terminal)),
    )
}

async function listRoutes(
  dir: string | undefined,
  options: RoutesOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const settings = openDirectory(dir, options)
  const source = new DirectorySource(settings)
  const { routes } = createRouter(source.files, settings)
  source.open([])
  const load = (file: string) => source.load(file)
  const loaded = await loadRoutes(routes, { load, timeout: options.timeout, terminal })
  const rows = loaded.map(each => rowOf(each, settings.basePath ?? ''))
  if (options.json) terminal.print(JSON.stringify(rows, undefined, 2))
  else if (rows.length === 0) terminal.print(`${shown(settings.dir)} has no route files.`)
  else printTable(rows, terminal)
  const failed = loaded.filter(({ error }) => error !== undefined)
  for (const { error } of options.json ? [] : failed) printFailure(error, terminal, options.debug)
  return failed.length > 0 ? 1 : 0
}

interface Row {
  readonly path: string
  readonly methods: readonly string[]
  readonly file: string
  readonly params: LoadedRoute['route']['params']
  readonly config: Readonly<Record<string, unknown>>
  readonly error?: { readonly code: string | null; readonly message: string }
}

function rowOf({ route, module, error }: LoadedRoute, basePath: string): Row {
  const { code = null, message } = faultOf(error)
  return {
    path: route.pattern === '/' ? basePath || '/' : basePath + route.pattern,
    methods: [...(module?.methods.keys() ?? [])].sort(),
    file: shown(route.file),
    params: route.params,
    config: { ...module?.config },
    ...(error !== undefined && { error: { code, message } }),
  }
}

function printTable(rows: readonly Row[], { print, paint, columns }: Terminal): void {
  const cells = rows.map(({ methods, path, file, config, error }) => [
    error ? 'ERROR' : methods.join(' '),
    path,
    file,
    error ? (error.code ?? '') : settingsOf(config),
  ])
  const [head, ...lines] = table([['METHODS', 'PATH', 'FILE', 'CONFIG'], ...cells], columns)
  print(paint('bold', head!))
  for (const [at, line] of lines.entries()) print(rows[at]!.error ? paint('red', line) : line)
}

function settingsOf(config: Row['config']): string {
  return Object.entries(config)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ')
}
