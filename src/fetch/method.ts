/** Methods that the Fetch standard writes in upper case whatever case they are given in. */
const NORMALISED = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'])

/** Earlier middleware may have set a method in lower case; the wire never carries one. */
export function normaliseMethod(method: string): string {
  if (NORMALISED.has(method)) return method
  const upper = method.toUpperCase()
  return NORMALISED.has(upper) ? upper : method
}
