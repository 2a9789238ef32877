/**
 * Which hooks this Node can be trusted with. `module.registerHooks` exists from 22.15 on, but
 * breaks beside asynchronous hooks and does not see the inner `require` of an imported CommonJS
 * package before the releases below (nodejs/node#59929); tsx draws the same line. Older releases
 * get `module.register`, which Node 26 deprecates.
 */

/** First trustworthy [minor, patch] of a major. */
const SYNC_SINCE: Readonly<Record<number, readonly [number, number]>> = {
  22: [22, 3],
  24: [11, 1],
  25: [1, 0],
}

/** @param version - as in `process.versions.node`. */
export function hasTrustedSyncHooks(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version
    .split('.')
    .map(part => Number.parseInt(part, 10))
  if (major >= 26) return true
  const since = SYNC_SINCE[major]
  return since !== undefined && (minor > since[0] || (minor === since[0] && patch >= since[1]))
}
