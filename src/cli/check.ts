/** `route-handlers check`: everything that can be told of a route directory without a request. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { DirectorySource } from '../directory-source.js'
import { createGraph } from '../sources/import-graph.js'
import { checkConfig } from './check/config.js'
import { checkContext } from './check/context.js'
import { checkLoading, mountAll } from './check/errors.js'
import { checkExports } from './check/exports.js'
import { checkCommonJs, checkIgnored } from './check/files.js'
import { type Finding, sorted, WARNINGS, type WarningCode } from './check/finding.js'
import { checkEdge, checkOwn, checkRefused } from './check/imports.js'
import type { Check } from './check/project.js'
import { report } from './check/report.js'
import { checkServer } from './check/server.js'
import { type DirectoryOptions, onDirectory, openDirectory, shown } from './directory.js'
import { type LoadedRoute, loadRoutes, type TimeoutOption, withTimeout } from './load.js'
import type { GlobalOptions, Register } from './program.js'
import type { ExitCode, Terminal } from './terminal.js'

const CHECKS: readonly Check[] = [
  checkLoading,
  checkServer,
  checkRefused,
  checkOwn,
  checkEdge,
  checkIgnored,
]

/** What a metadata file, which has a default export and no methods, need not heed. */
const CHECKS_OF_HANDLERS: readonly Check[] = [
  checkExports,
  checkConfig,
  checkContext,
  checkCommonJs,
]

interface CheckOptions extends DirectoryOptions, TimeoutOption, GlobalOptions {
  readonly json?: boolean
  readonly strict?: boolean
  readonly skip?: readonly WarningCode[]
}

export const checkCommand: Register = (program, perform) => {
  withTimeout(onDirectory(program.command('check')))
    .description('load every route; report what does not work, here or in Next.js')
    .option('--json', 'print an array of findings')
    .option('--strict', 'exit with 1 on warnings too')
    .option('--skip <codes>', 'leave out warnings, comma-separated', codesOf)
    .action((dir: string | undefined, _: object, command: Command) =>
      perform(terminal => check(dir, command.optsWithGlobals<CheckOptions>(), terminal)),
    )
}

async function check(
  dir: string | undefined,
  options: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const settings = openDirectory(dir, options)
  const source = new DirectorySource(settings)
  const { routes, findings: conflicts } = mountAll(source.files, settings)
  source.open([])
  const { timeout } = options
  const load = (file: string) => source.load(file)
  const loaded = await loadRoutes(routes, { load, timeout, terminal })
  const project = { settings, routes: loaded.filter(isSource), graph: createGraph() }
  const handlers = { ...project, routes: loaded.filter(({ route }) => !route.metadata) }
  const all = sorted([
    ...conflicts,
    ...CHECKS.flatMap(each => each(project)),
    ...CHECKS_OF_HANDLERS.flatMap(each => each(handlers)),
  ])
  const findings = all.filter(({ code }) => !options.skip?.some(skipped => skipped === code))
  if (options.json) terminal.print(JSON.stringify(findings.map(forMachines), undefined, 2))
  else report(findings, { routes: routes.length, debug: options.debug ?? false, terminal })
  if (!options.json) adviseOnTypes(settings.root, terminal)
  return isFailure(findings, options.strict) ? 1 : 0
}

/** A picture has no source; one that cannot be served is told of all the same. */
function isSource({ route, error }: LoadedRoute): boolean {
  return !route.metadata?.isStatic || error !== undefined
}

function isFailure(findings: readonly Finding[], strict = false): boolean {
  return findings.some(({ severity }) => strict || severity === 'error')
}

function forMachines({ severity, code, file, line, message, fix }: Finding) {
  return { severity, code, file: shown(file), line: line ?? null, message, fix }
}

/** Types are the compiler's business, and which one the project has is the project's. */
function adviseOnTypes(root: string, { print, paint }: Terminal): void {
  if (!existsSync(join(root, 'tsconfig.json'))) return
  const config = '.route-handlers/tsconfig.json'
  const first = existsSync(join(root, config)) ? '' : 'npx route-handlers typegen && '
  print(paint('dim', `Types are not checked here: ${first}npx tsc --noEmit -p ${config}`))
}

function codesOf(list: string): WarningCode[] {
  const known = (code: string): code is WarningCode => WARNINGS.some(each => each === code)
  return list.split(',').map(code => {
    if (known(code)) return code
    throw new InvalidArgumentError(`The codes are: ${WARNINGS.join(', ')}.`)
  })
}
