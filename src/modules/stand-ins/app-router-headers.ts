/**
 * `next/dist/client/components/app-router-headers`: header names that packages made for Next.js
 * import from its insides. Values as in Next.js 16.
 */
export const RSC_HEADER = 'rsc'
export const ACTION_HEADER = 'next-action'
export const NEXT_ROUTER_STATE_TREE_HEADER = 'next-router-state-tree'
export const NEXT_ROUTER_PREFETCH_HEADER = 'next-router-prefetch'
export const NEXT_ROUTER_SEGMENT_PREFETCH_HEADER = 'next-router-segment-prefetch'
export const NEXT_HMR_REFRESH_HEADER = 'next-hmr-refresh'
export const NEXT_URL = 'next-url'
export const RSC_CONTENT_TYPE_HEADER = 'text/x-component'
export const NEXT_INSTANT_TEST_COOKIE = 'next-instant-navigation-testing'
export const FLIGHT_HEADERS: readonly string[] = [
  RSC_HEADER,
  NEXT_ROUTER_STATE_TREE_HEADER,
  NEXT_ROUTER_PREFETCH_HEADER,
  NEXT_HMR_REFRESH_HEADER,
  NEXT_ROUTER_SEGMENT_PREFETCH_HEADER,
]
export const NEXT_RSC_UNION_QUERY = '_rsc'
export const NEXT_ROUTER_STALE_TIME_HEADER = 'x-nextjs-stale-time'
export const NEXT_DID_POSTPONE_HEADER = 'x-nextjs-postponed'
export const NEXT_REWRITTEN_PATH_HEADER = 'x-nextjs-rewritten-path'
export const NEXT_REWRITTEN_QUERY_HEADER = 'x-nextjs-rewritten-query'
export const NEXT_IS_PRERENDER_HEADER = 'x-nextjs-prerender'
export const NEXT_ACTION_NOT_FOUND_HEADER = 'x-nextjs-action-not-found'
export const NEXT_REQUEST_ID_HEADER = 'x-nextjs-request-id'
export const NEXT_HTML_REQUEST_ID_HEADER = 'x-nextjs-html-request-id'
export const NEXT_ACTION_REVALIDATED_HEADER = 'x-action-revalidated'
