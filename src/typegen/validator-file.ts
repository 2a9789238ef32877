/**
 * The text of `.route-handlers/types/validator.ts`, which does not compile when a route file
 * exports a handler of the wrong signature. As in Next 16, files in JavaScript are left out,
 * exports besides the methods are free, and `void` passes. Unlike Next's, the second argument is
 * `RouteContext`, so that members which a project merges into it are there too (TYP-4).
 *
 * Types only, and all of them used: it has to pass `noUnusedLocals`, `verbatimModuleSyntax` and
 * `isolatedModules`.
 */
import { extname } from 'node:path'
import type { Compat } from '../next/scope.js'
import type { TypedMount, TypedRoute } from './mounts.js'
import { GENERATED } from './routes-file.js'

/** A module whose `NextRequest` a handler may ask for. */
export type RequestModule = 'route-handlers/next/server' | 'next/server.js'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/** Under every `moduleResolution`, TypeScript finds `route.ts` and `route.tsx` as `route.js`. */
const EMITTED: Readonly<Record<string, string>> = {
  '.ts': '.js',
  '.tsx': '.js',
  '.mts': '.mjs',
  '.cts': '.cjs',
}

/** Next 14 passes a plain object; handlers that await it, written for later versions, run too. */
const CONTEXT_OF_14 = `
type RouteContext14<Context extends { params: unknown }> = Omit<Context, 'params'> & {
  params: Context['params'] & Awaited<Context['params']>
}
`

/** Prints the validator of all mounts. */
export function validatorFile(
  mounts: readonly TypedMount[],
  requests: readonly RequestModule[],
): string {
  const checked = mounts.flatMap(({ compat, routes }) =>
    routes.filter(isChecked).map(route => ({ compat, route })),
  )
  if (checked.length === 0) return `${GENERATED}\n\nexport {}\n`
  const handlers = requests.map(handlerType).join('\n')
  const methods = METHODS.map(method => `  ${method}?: Handler<Context>`).join('\n')
  const checks = checked.map(({ compat, route }) => `  ${check(compat, route)},`).join('\n')
  return `${GENERATED}
/// <reference path="./routes.d.ts" />

type Result = Promise<Response | void> | Response | void

type Handler<Context> =
${handlers}

interface RouteHandlerConfig<Context> {
${methods}
}
${checked.some(({ compat }) => compat === 14) ? CONTEXT_OF_14 : ''}
type Satisfies<Config, Module extends Config> = Module

export type RouteModules = [
${checks}
]
`
}

/** TypeScript takes a backslash for a separator and cannot name a file that has one. */
function isChecked({ file }: TypedRoute): boolean {
  return extname(file) in EMITTED && !file.includes('\\')
}

function handlerType(module: RequestModule): string {
  return `  | ((request: import('${module}').NextRequest, context: Context) => Result)`
}

function check(compat: Compat, { pattern, file }: TypedRoute): string {
  const context = `RouteContext<${JSON.stringify(pattern)}>`
  const config = `RouteHandlerConfig<${compat === 14 ? `RouteContext14<${context}>` : context}>`
  const extension = extname(file)
  const specifier = `../../${file.slice(0, -extension.length)}${EMITTED[extension]}`
  return `Satisfies<${config}, typeof import(${JSON.stringify(specifier)})>`
}
