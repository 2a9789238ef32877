/**
 * `require` of a route file, on behalf of a made-up file beside it. Not on behalf of the route file
 * itself: a module that is its own parent sends Jest into an endless require stack until V8 aborts.
 */
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

const NAME = 'route-handlers-loader.js'

export function requireAsSibling(file: string): object {
  return createRequire(join(dirname(file), NAME))(file)
}

/** Whether an importer is the made-up file: then it is this library that imports. */
export function isSibling(importer: string): boolean {
  return basename(importer) === NAME
}
