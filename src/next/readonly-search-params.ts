/** `ReadonlyURLSearchParams` of `next/navigation`. */
import { RouteHandlersError } from '../errors.js'
import { URLSearchParams } from '../natives.js'
import { shared } from '../state.js'

function refuse(): never {
  throw new RouteHandlersError(
    'RH_READONLY',
    'Method unavailable on `ReadonlyURLSearchParams`. Read more: https://nextjs.org/docs/app/api-reference/functions/use-search-params#updating-searchparams',
  )
}

class ReadonlyURLSearchParamsClass extends URLSearchParams {
  /** @throws RouteHandlersError `RH_READONLY`, always. */
  override append(): never {
    return refuse()
  }

  /** @throws RouteHandlersError `RH_READONLY`, always. */
  override delete(): never {
    return refuse()
  }

  /** @throws RouteHandlersError `RH_READONLY`, always. */
  override set(): never {
    return refuse()
  }

  /** @throws RouteHandlersError `RH_READONLY`, always. */
  override sort(): never {
    return refuse()
  }

  static {
    Object.defineProperty(ReadonlyURLSearchParamsClass, 'name', {
      value: 'ReadonlyURLSearchParams',
    })
  }
}

/**
 * Search parameters that cannot be changed.
 *
 * @example
 * const params = new ReadonlyURLSearchParams(request.nextUrl.searchParams)
 */
export const ReadonlyURLSearchParams: typeof ReadonlyURLSearchParamsClass = shared(
  'ReadonlyURLSearchParams',
  ReadonlyURLSearchParamsClass,
)
export type ReadonlyURLSearchParams = ReadonlyURLSearchParamsClass
