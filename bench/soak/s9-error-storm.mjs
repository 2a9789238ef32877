/** S9: each of 50 000 errors reaches the error middleware of Express once, and goes. */
import { backToBase, loadBetweenStates } from './measured-load.mjs'
import { startServer } from './processes.mjs'
import { equal, program, times } from './program.mjs'

await program('S9', '50 000 requests to a throwing route (Express 5)', async () => {
  const all = times(50_000)
  const server = await startServer('express')
  try {
    const result = await loadBetweenStates(server, [{ method: 'GET', path: '/throws' }], all)
    return [
      equal('failed requests', result.errors, 0),
      equal('answers with 500', result.statuses[500], all),
      equal('calls of the error middleware', result.after.counts.errorMiddleware, all),
      ...backToBase(result),
    ]
  } finally {
    server.stop()
  }
})
