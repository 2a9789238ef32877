/** Cancels a body that will not be sent. */
export function discardBody(response: Response, reason?: unknown): void {
  const { body } = response
  if (body && !body.locked) body.cancel(reason).catch(() => {})
}
