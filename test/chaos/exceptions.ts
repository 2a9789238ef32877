/**
 * Rules of the hosts table that measure time or segments, and so the network as much as the
 * server. They hold without the proxy; every entry is the sentence of a rule, and why.
 */
export const exceptions: ReadonlyArray<readonly [sentence: string, reason: string]> = [
  [
    'an 8 MB body on a 405 is drained and the connection serves the next request',
    'the drain has 500 ms, which the proxy alone may need for 8 MB',
  ],
  [
    'an ignored upload of 3 MB does not block the connection',
    'the same with 3 MB, on a machine with other work',
  ],
]
