/**
 * The console, for errors that no host is told of. What cannot be printed (an error somewhere in
 * its causes whose `stack` throws) must not become a second error, which nobody would catch.
 */
export function logError(message: string, error: unknown): void {
  try {
    console.error(message, ...frameOf(error), error)
  } catch {
    console.error(message, '[unprintable]')
  }
}

/** In development the source lines come first: what follows is long. */
function frameOf(error: unknown): string[] {
  const { frame } = Object(error) as { frame?: unknown }
  return typeof frame === 'string' && error instanceof Error ? [`\n\n${frame}\n\n`] : []
}
