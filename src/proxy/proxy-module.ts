/** A loaded `proxy.ts`: the function that runs, and for which requests. */
import { RouteHandlersError } from '../errors.js'
import type { NextFetchEvent } from '../next/fetch-event.js'
import type { NextRequest } from '../next/request.js'
import type { Asked } from './conditions.js'
import { Matchers } from './matcher.js'
import { type ProxyFile, type ProxyName, shown } from './proxy-file.js'

export type Proxy = (request: NextRequest, event: NextFetchEvent) => unknown

type Exports = Readonly<Record<string, unknown>>

export class ProxyModule {
  readonly run: Proxy
  readonly #matchers: Matchers | undefined

  /** @throws RouteHandlersError `RH_INVALID_PROXY`. */
  constructor(exports: Exports, source: ProxyFile) {
    this.run = functionOf(exports, source)
    const { matcher } = Object(exports['config'] ?? defaultOf(exports)['config']) as Exports
    this.#matchers = matcher === undefined ? undefined : matchersOf(matcher, source)
  }

  concerns(path: string): boolean {
    return this.#matchers?.concern(path) ?? true
  }

  accepts(path: string, asked: Asked): boolean {
    return this.#matchers?.accept(path, asked) ?? true
  }
}

/** What CommonJS has as `module.exports` of a compiled module. */
function defaultOf(exports: Exports): Exports {
  return Object(exports['default']) as Exports
}

/** The named function comes first, as in Next.js. */
function functionOf(exports: Exports, source: ProxyFile): Proxy {
  const { name } = source
  const inner = defaultOf(exports)
  const candidates = [exports[name], inner[name], exports['default'], inner['default']]
  const found = candidates.find(candidate => typeof candidate === 'function')
  if (found !== undefined) return found as Proxy
  throw noFunction(source)
}

/** In Next.js's words. */
export function noFunction({ file, name }: ProxyFile): RouteHandlersError {
  return new RouteHandlersError('RH_INVALID_PROXY', missingFunction(shown(file), name), { file })
}

function missingFunction(file: string, name: ProxyName): string {
  const isProxy = name === 'proxy'
  return (
    `The file "${file}" must export a function, either as a default export or as a named "${name}" export.\n` +
    `This function is what Next.js runs for every request handled by this ${isProxy ? 'proxy (previously called middleware)' : 'middleware'}.\n\n` +
    'Why this happens:\n' +
    (isProxy
      ? "- You are migrating from `middleware` to `proxy`, but haven't updated the exported function.\n"
      : '') +
    "- The file exists but doesn't export a function.\n" +
    '- The export is not a function (e.g., an object or constant).\n\n' +
    'To fix it:\n' +
    `- Ensure this file has either a default or "${name}" function export, or pass the option "proxy: false" if the file is none of Next.js's.\n\n` +
    'Learn more: https://nextjs.org/docs/messages/middleware-to-proxy'
  )
}

/** @throws RouteHandlersError `RH_INVALID_PROXY`, in Next.js's words. */
export function matchersOf(matcher: unknown, { file }: ProxyFile): Matchers {
  try {
    return new Matchers(matcher)
  } catch (cause) {
    throw new RouteHandlersError(
      'RH_INVALID_PROXY',
      `Failed to parse "config.matcher" of "${shown(file)}": ${(cause as Error).message}. See https://nextjs.org/docs/messages/invalid-route-source`,
      { cause, file },
    )
  }
}
