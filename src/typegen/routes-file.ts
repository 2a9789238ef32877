/**
 * The text of `.route-handlers/types/routes.d.ts`: what Next 15.5 and later generate as
 * `.next/types/routes.d.ts`, reduced to route handlers. Names and shapes are Next's, so that a
 * route file type-checks unchanged in both worlds.
 */
import { compare, type TypedMount, type TypedRoute } from './mounts.js'

/** The first line of every generated module. */
export const GENERATED = '// Written by route-handlers typegen; do not edit.'

/** Prints the types of all mounts; of a pattern that two of them have, once. */
export function routesFile(mounts: readonly TypedMount[]): string {
  const params = new Map<string, string>()
  for (const { pattern, params: list } of mounts.flatMap(({ routes }) => routes)) {
    params.set(JSON.stringify(pattern), paramsType(list))
  }
  const entries = [...params].sort(([a], [b]) => compare(a, b))
  const union = entries.map(([pattern]) => pattern).join(' | ') || 'never'
  const members = entries.map(([pattern, type]) => `  ${pattern}: ${type}\n`)
  return `${GENERATED}

type AppRouteHandlerRoutes = ${union}

interface ParamMap {
${members.join('')}}

export type { AppRouteHandlerRoutes, ParamMap }

declare global {
  /**
   * The second argument of a route handler.
   * @example
   * export async function GET(request: NextRequest, context: RouteContext<'/users/[id]'>) {
   *   const { id } = await context.params
   *   return Response.json({ id })
   * }
   */
  interface RouteContext<AppRouteHandlerRoute extends AppRouteHandlerRoutes> {
    params: Promise<ParamMap[AppRouteHandlerRoute]>
  }
}
`
}

function paramsType(params: TypedRoute['params']): string {
  if (params.length === 0) return '{}'
  const members = params.map(({ name, kind }) => {
    const optional = kind === 'optional-catch-all' ? '?' : ''
    return `${JSON.stringify(name)}${optional}: ${kind === 'dynamic' ? 'string' : 'string[]'};`
  })
  return `{ ${members.join(' ')} }`
}
