/**
 * The React hooks of `next/navigation`. They are named here so that files which import them
 * beside `redirect` load; called in a handler they say what to use.
 */
import { RouteHandlersError } from '../errors.js'

function unavailable(name: string, instead: string): () => never {
  return () => {
    throw new RouteHandlersError(
      'RH_NOT_SUPPORTED',
      `\`${name}\` belongs to React components and cannot run in a route handler. ${instead}`,
    )
  }
}

/** Not available in a handler: throws `RH_NOT_SUPPORTED`. */
export const useParams = unavailable('useParams', 'Read `params` of the second argument.')

/** Not available in a handler: throws `RH_NOT_SUPPORTED`. */
export const usePathname = unavailable('usePathname', 'Read `request.nextUrl.pathname`.')

/** Not available in a handler: throws `RH_NOT_SUPPORTED`. */
export const useRouter = unavailable('useRouter', 'Call `redirect(url)` or return a redirect.')

/** Not available in a handler: throws `RH_NOT_SUPPORTED`. */
export const useSearchParams = unavailable(
  'useSearchParams',
  'Read `request.nextUrl.searchParams`.',
)

/** Not available in a handler: throws `RH_NOT_SUPPORTED`. */
export const useSelectedLayoutSegment = unavailable(
  'useSelectedLayoutSegment',
  'Handlers have no layout.',
)

/** Not available in a handler: throws `RH_NOT_SUPPORTED`. */
export const useSelectedLayoutSegments = unavailable(
  'useSelectedLayoutSegments',
  'Handlers have no layout.',
)

/** Not available in a handler: throws `RH_NOT_SUPPORTED`. */
export const useServerInsertedHTML = unavailable(
  'useServerInsertedHTML',
  'Handlers render no HTML.',
)

/**
 * Whether an error is about a Server Action that nobody knows: never, there are none here.
 *
 * @example
 * if (unstable_isUnrecognizedActionError(error)) location.reload()
 */
export function unstable_isUnrecognizedActionError(_error: unknown): false {
  return false
}
