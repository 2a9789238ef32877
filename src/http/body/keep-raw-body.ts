import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Keeps the exact bytes of a body that a parser reads, for signatures: give it to the parser as
 * `verify`. The bytes are those after decompression.
 *
 * @example
 * app.use(express.json({ verify: keepRawBody }))
 */
export function keepRawBody(req: IncomingMessage, _res: ServerResponse, bytes: Buffer): void {
  Object.assign(req, { rawBody: bytes })
}
