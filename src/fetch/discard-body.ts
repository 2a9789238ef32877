import { takeWhole } from './whole-body.js'

/** Cancels a body that will not be sent; one of node-fetch is a stream of Node. */
export function discardBody(response: Response, reason?: unknown): void {
  const body = response.body as ReadableStream | { destroy(): void } | null | undefined
  if (!body || takeWhole(response) !== undefined) return
  if ('destroy' in body) body.destroy()
  else if (!body.locked) body.cancel(reason).catch(() => {})
}
