/**
 * Rules of the hosts table that measure time or segments, and so the network as much as the
 * server. They hold without the proxy.
 */
export const exceptions: ReadonlyArray<readonly [sentence: string, reason: string]> = []
