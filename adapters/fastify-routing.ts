/**
 * One route of Fastify for all route files, which its router finds only for paths that have one:
 * by a constraint (docs/decisions/104). So hooks, error handler and logger are those of any route,
 * and every other path is looked up as if nothing were mounted.
 */
import { RouteHandlersError } from '../src/errors.js'
import type { NodeRequest } from '../src/http/messages.js'
import { fromPath } from '../src/http/request/targets.js'
import type { FastifyInstanceLike, RouteDefinition } from './fastify-types.js'

type IsOurs = (request: NodeRequest) => boolean

/** By server: its mounts, in the order of their registration, and the constraint they share. */
const routers = new WeakMap<object, { readonly name: string; readonly mounts: IsOurs[] }>()

/** Adds the route that answers where `isOurs` says so. */
export function addRoute(
  instance: FastifyInstanceLike,
  isOurs: IsOurs,
  handler: RouteDefinition['handler'],
): void {
  const { name, mounts } = routerOf(instance)
  const constraints = { [name]: mounts.push(isOurs) - 1 }
  // Bodies stay where they are, whatever their type: handlers read the client's own bytes.
  instance.removeAllContentTypeParsers()
  instance.addContentTypeParser('*', (_request, _payload, done) => done(null))
  const method = [...instance.supportedMethods]
  instance.route({ method, url: '/*', constraints, handler })
  // The prefix itself, which the wildcard does not cover.
  if (instance.prefix !== '') instance.route({ method, url: '/', constraints, handler })
}

function routerOf(instance: FastifyInstanceLike) {
  const known = routers.get(instance.server)
  if (known) return known
  let name = 'routeHandlers'
  // Another copy of this package is at work in the same server.
  while (instance.hasConstraintStrategy(name)) name += '_'
  const mounts: IsOurs[] = []
  instance.addConstraintStrategy({
    name,
    // No other route gets in between, however well it fits the path.
    mustMatchWhenDerived: true,
    storage: () => new Map(),
    deriveConstraint(request) {
      const found = mounts.findIndex(isOurs => isOurs(request))
      return found === -1 ? undefined : found
    },
  })
  const router = { name, mounts }
  routers.set(instance.server, router)
  return router
}

/**
 * @returns `''` for none.
 * @throws RouteHandlersError `RH_INVALID_OPTION` for a prefix with parameters, which is not a path.
 */
export function prefixOf({ prefix }: FastifyInstanceLike): string {
  if (/[:*]/.test(prefix)) {
    throw new RouteHandlersError(
      'RH_INVALID_OPTION',
      `Route files cannot be registered under the prefix "${prefix}", which has parameters. Make them directories: app/[name]/…/route.ts.`,
    )
  }
  return prefix.endsWith('/') ? prefix.slice(0, -1) : prefix
}

/** What stands behind the prefix, in origin form; `undefined` for a target outside of it. */
export function behindPrefix(url: string, prefix: string): string | undefined {
  const target = fromPath(url)
  if (target === undefined || prefix === '') return target
  if (!target.startsWith(prefix)) return undefined
  const rest = target.slice(prefix.length)
  if (rest === '' || rest.startsWith('?')) return `/${rest}`
  return rest.startsWith('/') ? rest : undefined
}
