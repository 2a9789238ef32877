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
    'a client that pauses stops the production',
    'production must have stopped after so many milliseconds, and the proxy fills buffers of its own',
  ],
]
