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
 * Modules that read the request scope, or any that a handler may import while it runs: one that
 * reads it would be evaluated too late for that very request.
 */
const READS_SCOPE = /next\/(?:headers|cache)\b|route-handlers|\b(?:import|require)\s*\(/

/** Switches the request scope on if the file reads it. A file that is gone does not. */
export function noteScope(file: string): void {
  if (existsSync(file) && READS_SCOPE.test(readFileSync(file, 'utf8'))) state.scopeWanted = true
}

/** @throws RouteHandlersError `RH_NO_METHODS`. */
export function checkSource(file: string): void {
  const source = readFileSync(file, 'utf8')
  if (READS_SCOPE.test(source)) state.scopeWanted = true
  if (MAY_SERVE.test(source)) return
  throw new RouteHandlersError(
    'RH_NO_METHODS',
    `${noMethodsIn(file)} Add for example "export function GET(request) { … }", or move the file out of the route directory.`,
    { file },
  )
}
