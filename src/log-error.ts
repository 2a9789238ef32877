/**
 * The console, for errors that no host is told of. What cannot be printed (an error somewhere in
 * its causes whose `stack` throws) must not become a second error, which nobody would catch.
 */
export function logError(message: string, error: unknown): void {
  try {
    console.error(message, error)
  } catch {
    console.error(message, '[unprintable]')
  }
}
