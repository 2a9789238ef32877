import type { NodeRequest } from '../messages.js'
import type { ParsedByHost } from './body-state.js'

/** Where Express, Connect and serverless hosts leave what their parsers made of a body. */
export function parsedOnMessage(request: NodeRequest): ParsedByHost {
  const { body, rawBody, files, file } = request as NodeRequest & Record<string, unknown>
  return { value: body, raw: rawBody, files: files ?? file }
}
