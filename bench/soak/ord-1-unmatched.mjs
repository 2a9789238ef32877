/** ORD-1: a request that is not ours costs no object of the Fetch API. */
import { backToBase, loadBetweenStates } from './measured-load.mjs'
import { startServer } from './processes.mjs'
import { equal, program, times } from './program.mjs'

const CLASSES = ['Request', 'Response', 'Headers', 'URL', 'ReadableStream']

await program('ORD-1', '100 000 requests that no route matches (Express 5)', async () => {
  const all = times(100_000)
  const server = await startServer('express', { preload: 'count-constructors.cjs' })
  try {
    await fetch(`${server.url}/hello`)
    const { counts } = await server.ask('now')
    const unmatched = [{ method: 'GET', path: '/nowhere?a=1' }]
    const result = await loadBetweenStates(server, unmatched, all)
    const constructed = CLASSES.map(name => result.after.counts[name] ?? 0)
    return [
      equal('a matched request is noticed', counts.Response > 0, true),
      equal('answers with 404', result.statuses[404], all),
      equal(`constructed: ${CLASSES.join(', ')}`, constructed.join(), CLASSES.map(() => 0).join()),
      ...backToBase(result),
    ]
  } finally {
    server.stop()
  }
})
