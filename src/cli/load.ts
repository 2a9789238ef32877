/** Loads route files as the server would: same hooks, same process-wide modules, one by one. */
import { setImmediate } from 'node:timers/promises'
import { type Command, InvalidArgumentError } from 'commander'
import { RouteHandlersError } from '../errors.js'
import { type RouteModule, readRouteModule } from '../handler/route-module.js'
import { readMetadataModule } from '../metadata/metadata-module.js'
import type { RouteExports } from '../modules/exports.js'
import type { Route } from '../router/route.js'
import { shown } from './directory.js'
import type { Terminal } from './terminal.js'

export interface LoadedRoute {
  readonly route: Route
  readonly exports?: RouteExports
  /** Absent where the exports cannot be served. */
  readonly module?: RouteModule
  /** Why there is no module. */
  readonly error?: unknown
}

export interface TimeoutOption {
  /** Seconds. */
  readonly timeout: number
}

export function withTimeout(command: Command): Command {
  return command.option('--timeout <seconds>', 'that loading one file may take', secondsOf, 30)
}

function secondsOf(text: string): number {
  const seconds = Number(text)
  if (seconds > 0 && seconds < 2 ** 31 / 1000) return seconds
  throw new InvalidArgumentError('It is a number of seconds.')
}

/** What a module says of itself is the same for all. */
const AS_SERVED = { compat: 16, parity: 'improved', dev: false } as const

interface LoadOptions extends TimeoutOption {
  readonly load: (file: string) => Promise<RouteExports>
  readonly terminal: Terminal
}

/**
 * In order, not at once: what a file does to the process (`process.exit()`, say) is then known to
 * be its doing.
 */
export async function loadRoutes(
  routes: readonly Route[],
  { load, timeout, terminal }: LoadOptions,
): Promise<LoadedRoute[]> {
  // Errors thrown while a TypeScript file is evaluated then name its own lines.
  process.setSourceMapsEnabled(true)
  const stray = collectStrayErrors()
  const loaded: LoadedRoute[] = []
  for (const route of routes) {
    terminal.task = `${shown(route.file)} was being loaded`
    loaded.push(await loadRoute(route, file => withDeadline(load(file), file, timeout)))
  }
  terminal.task = 'the result was being written'
  // Node reports a rejection when the turn is over in which nobody handled it.
  await setImmediate()
  const known = new Set(loaded.map(({ error }) => Object(error).cause))
  for (const error of stray.filter(each => !known.has(each))) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    terminal.note(`Meanwhile, in no route file's own loading: ${text}\n`)
  }
  return loaded
}

async function loadRoute(
  route: Route,
  load: (file: string) => Promise<RouteExports>,
): Promise<LoadedRoute> {
  let exports: RouteExports
  const { metadata } = route
  try {
    exports = metadata?.isStatic ? {} : await load(route.file)
  } catch (error) {
    return { route, error }
  }
  try {
    const module = metadata
      ? readMetadataModule(exports, { ...route, metadata }, AS_SERVED)
      : readRouteModule(exports, route.pattern, route.file, false)
    return { route, exports, module }
  } catch (error) {
    return { route, exports, error }
  }
}

/** The timer also keeps the process from ending in the middle of a forgotten `await`. */
async function withDeadline<T>(work: Promise<T>, file: string, seconds: number): Promise<T> {
  const { promise, reject } = deferred<never>()
  const timer = setTimeout(() => reject(tooLong(file, seconds)), seconds * 1000)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

function deferred<T>() {
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<T>((_, no) => {
    reject = no
  })
  return { promise, reject }
}

function tooLong(file: string, seconds: number): RouteHandlersError {
  return new RouteHandlersError(
    'RH_MODULE_LOAD',
    `${shown(file)} was not loaded after ${seconds} s: a top-level await in it, or in what it ` +
      'imports, does not end. Await inside the handler instead, or raise --timeout.',
    { file },
  )
}

/** A database that cannot be reached from here must not end the command. */
function collectStrayErrors(): unknown[] {
  const errors: unknown[] = []
  process.on('unhandledRejection', reason => errors.push(reason))
  process.on('uncaughtException', error => errors.push(error))
  return errors
}
