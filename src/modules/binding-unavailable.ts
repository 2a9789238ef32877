/** oxc's own message about a missing binding blames npm alone and misleads under --permission. */
import { RouteHandlersError } from '../errors.js'

/**
 * @param what - e.g. `compiler for TypeScript and JSX`.
 * @param binding - the scope of the platform packages, e.g. `@oxc-transform`.
 */
export function bindingUnavailable(
  what: string,
  binding: string,
  cause: unknown,
): RouteHandlersError {
  return new RouteHandlersError(
    'RH_TRANSPILER_UNAVAILABLE',
    `The native ${what} cannot be loaded. Either its package for this ` +
      `platform is missing (${binding}/binding-*, ${process.platform} ${process.arch}): reinstall ` +
      'without --omit=optional; or Node runs with --permission: add --allow-addons.',
    { cause },
  )
}
