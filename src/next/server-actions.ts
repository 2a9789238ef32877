/** What `next/cache` offers to Server Actions only. Host code has both in `routes.cache`. */
import { RouteHandlersError } from '../errors.js'

/** For Server Actions only, as in Next.js: throws `RH_NOT_SUPPORTED` in a handler. */
export function updateTag(_tag: string): never {
  throw new RouteHandlersError(
    'RH_NOT_SUPPORTED',
    'updateTag can only be called from within a Server Action. To invalidate cache tags in Route Handlers or other contexts, use revalidateTag instead. See more info here: https://nextjs.org/docs/app/api-reference/functions/updateTag',
  )
}

/** For Server Actions only, as in Next.js: throws `RH_NOT_SUPPORTED` in a handler. */
export function refresh(): never {
  throw new RouteHandlersError(
    'RH_NOT_SUPPORTED',
    'refresh can only be called from within a Server Action. See more info here: https://nextjs.org/docs/app/api-reference/functions/refresh',
  )
}
