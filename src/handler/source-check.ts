/**
 * Finds route files that cannot serve any method, without running them: a deploy must not come
 * up with a route that only errors. Doubt is left to the load, which knows.
 */
import { existsSync, readFileSync } from 'node:fs'
import { METHODS } from 'node:http'
import { RouteHandlersError } from '../errors.js'
import { state } from '../state.js'
import { noMethodsIn } from './route-module.js'

/** The name of a method, or an export of names that are not written down here. */
const MAY_SERVE = new RegExp(
  `\\b(?:${METHODS.join('|')})\\b|export\\s*\\*|module\\.exports|\\bexports\\b\\s*[[,]`,
)

/**
 * Modules and directives that read the request scope, or any module that a handler may import while
 * it runs: one that reads it would be evaluated too late for that very request.
 */
const READS_SCOPE =
  /next\/(?:headers|cache)\b|route-handlers|["']use cache|\b(?:import|require)\s*\(/

/** What makes a `fetch` of the file, or of another file for it, one that is stored. */
const STORES_FETCHED = /\bnext\s*:|\brevalidate\b|\bforce-cache\b|\bfetchCache\b/

/** Switches the request scope on if the file reads it. A file that is gone does not. */
export function noteScope(file: string, compat: 14 | 15 | 16): void {
  if (existsSync(file)) noteScopeOf(readFileSync(file, 'utf8'), compat)
}

/** @throws RouteHandlersError `RH_NO_METHODS`. */
export function checkSource(file: string, compat: 14 | 15 | 16): void {
  const source = readFileSync(file, 'utf8')
  noteScopeOf(source, compat)
  if (MAY_SERVE.test(source)) return
  throw new RouteHandlersError(
    'RH_NO_METHODS',
    `${noMethodsIn(file)} Add for example "export function GET(request) { … }", or move the file out of the route directory.`,
    { file },
  )
}

/** Up to Next.js 14 a `fetch` that says nothing may be stored too. */
function noteScopeOf(source: string, compat: 14 | 15 | 16): void {
  const fetches = compat === 14 && /\bfetch\b/.test(source)
  if (fetches || READS_SCOPE.test(source) || STORES_FETCHED.test(source)) state.scopeWanted = true
}
