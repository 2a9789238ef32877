/**
 * Finds route files that cannot serve any method, without running them: a deploy must not come
 * up with a route that only errors. Doubt is left to the load, which knows.
 */
import { readFileSync } from 'node:fs'
import { METHODS } from 'node:http'
import { RouteHandlersError } from '../errors.js'
import { noMethodsIn } from './route-module.js'

/** The name of a method, or an export of names that are not written down here. */
const MAY_SERVE = new RegExp(
  `\\b(?:${METHODS.join('|')})\\b|export\\s*\\*|module\\.exports|\\bexports\\b\\s*[[,]`,
)

/** @throws RouteHandlersError `RH_NO_METHODS`. */
export function checkSource(file: string): void {
  if (MAY_SERVE.test(readFileSync(file, 'utf8'))) return
  throw new RouteHandlersError(
    'RH_NO_METHODS',
    `${noMethodsIn(file)} Add for example "export function GET(request) { … }", or move the file out of the route directory.`,
    { file },
  )
}
