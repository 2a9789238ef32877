/** Routes as the router gives them, made from directories below `/srv/app`. */
import type { Route } from '../../../src/router/route'
import { createRouter } from '../../../src/router/router'

export const ROOT = '/srv'

export function routesOf(dir: string, ...files: readonly string[]): readonly Route[] {
  const found = files.map(path => ({
    kind: 'route' as const,
    file: `${ROOT}/${dir}/${path}`,
    segments: path.split('/').slice(0, -1),
  }))
  return createRouter(found, { compat: 16, trailingSlash: 'ignore', parity: 'improved' }).routes
}
