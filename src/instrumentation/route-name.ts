/** The name of a route in spans and reports of errors: until 15 that of its file. */
export function routeName(pattern: string, compat: 14 | 15 | 16): string {
  if (compat === 16) return pattern
  return pattern === '/' ? '/route' : `${pattern}/route`
}
