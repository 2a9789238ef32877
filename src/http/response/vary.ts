/**
 * The union of two `Vary` fields (RFC 9110 §12.5.5): a cache must know everything that any layer
 * looked at. Dropping the `Origin` of a CORS middleware poisons shared caches.
 */
export function mergeVary(existing: string, added: string): string {
  const names = new Map<string, string>()
  for (const name of `${existing},${added}`.split(',')) {
    const trimmed = name.trim()
    const key = trimmed.toLowerCase()
    if (trimmed !== '' && !names.has(key)) names.set(key, trimmed)
  }
  return names.has('*') ? '*' : [...names.values()].join(', ')
}
