/**
 * `next/root-params`: Next.js generates one function for each parameter of the root layout.
 * Handlers have no root layout, so any name exists and every function throws.
 */
import { RouteHandlersError } from '../errors.js'

function getter(name: string): () => never {
  return () => {
    throw new RouteHandlersError(
      'RH_NOT_SUPPORTED',
      `\`import('next/root-params').${name}()\` was used in a route handler, which has no root layout. Read \`params\` of the second argument instead.`,
    )
  }
}

module.exports = new Proxy(module.exports as object, {
  get(target, name) {
    const known = typeof name === 'symbol' || name in target || name === 'then'
    return known ? Reflect.get(target, name) : getter(name)
  },
})
