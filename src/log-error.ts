/** Where an error goes that no host takes. */

/** In development the source lines come first: what follows is long. */
export function logError(error: unknown, message?: string): void {
  const { frame } = Object(error) as { frame?: unknown }
  const shown = typeof frame === 'string' && error instanceof Error ? [`${frame}\n\n`] : []
  const head = message === undefined ? [] : [message]
  console.error(...head, ...shown, error)
}
