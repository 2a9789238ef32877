/**
 * `import()` as such. On Node 20, importing an ES module that imports a CommonJS module which
 * throws while evaluating rejects and, beside that, raises `unhandledRejection`, which ends the
 * process (nodejs/node#51603). While a route module is being imported there, one listener swallows
 * exactly the error that `import()` rejected with; any other rejection is raised again.
 */
const AFFECTED = process.versions.node.startsWith('20.')

const failures = new Set<unknown>()
let running = 0

export async function importModule(url: string, options?: ImportCallOptions): Promise<object> {
  if (!AFFECTED) return import(url, options)
  if (running === 0) process.on('unhandledRejection', onUnhandledRejection)
  running += 1
  try {
    return await import(url, options)
  } catch (error) {
    failures.add(error)
    throw error
  } finally {
    // Node reports after the microtasks of this turn.
    setImmediate(release)
  }
}

function release(): void {
  running -= 1
  if (running > 0) return
  process.off('unhandledRejection', onUnhandledRejection)
  setImmediate(() => failures.clear())
}

function onUnhandledRejection(reason: unknown): void {
  // The host's own listeners have been told already.
  if (process.listenerCount('unhandledRejection') > 1) return
  setImmediate(() => {
    if (!failures.has(reason)) raiseAgain(reason)
  })
}

/** Without our listener, so that Node does what the process was started to do. */
function raiseAgain(reason: unknown): void {
  process.off('unhandledRejection', onUnhandledRejection)
  Promise.reject(reason)
  setImmediate(() => {
    if (running > 0) process.on('unhandledRejection', onUnhandledRejection)
  })
}
