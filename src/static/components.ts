/**
 * Cache Components (Next.js 16, `cacheComponents: true`): every GET is static unless it looks at its
 * request, waits for something that is not cached, or asks the clock or chance. Segment config has
 * no say (docs/decisions/093-cache-components.md).
 */
import { createRequire } from 'node:module'
import { RouteHandlersError } from '../errors.js'

const REFUSED = ['dynamic', 'dynamicParams', 'fetchCache', 'revalidate', 'runtime'] as const

/** @throws RouteHandlersError `RH_INVALID_EXPORT`, in the words of Next.js. */
export function refuseSegmentConfig(config: object, file: string): void {
  const name = REFUSED.find(each => each in config)
  if (name === undefined) return
  throw new RouteHandlersError(
    'RH_INVALID_EXPORT',
    `Route segment config "${name}" is not compatible with \`nextConfig.cacheComponents\`. Please remove it. (${file})`,
    { file },
  )
}

/**
 * Whether a GET of the file could give another answer each time by itself. "Yes" where its source
 * is out of reach, as in a bundle.
 */
export function mayVary(file: string): boolean {
  try {
    const { variationIn } = requireVarying()
    const { createGraph } = requireGraph()
    return variationIn(file, createGraph()) !== undefined
  } catch {
    return true
  }
}

/** In a way that bundlers do not see: the parser is native and cannot be part of a bundle. */
function requireVarying(): typeof import('../sources/varying.js') {
  return createRequire(__filename)('../sources/varying.js')
}

function requireGraph(): typeof import('../sources/import-graph.js') {
  return createRequire(__filename)('../sources/import-graph.js')
}
