/** S1: 100 000 requests of all kinds leave nothing behind. */
import { backToBase, loadBetweenStates } from './measured-load.mjs'
import { startServer } from './processes.mjs'
import { equal, program, times } from './program.mjs'

const json = { 'content-type': 'application/json' }
const MIX = [
  { method: 'GET', path: '/hello' },
  { method: 'POST', path: '/echo', headers: json, body: '{"a":[1,2,3]}' },
  { method: 'GET', path: '/nowhere' },
  { method: 'POST', path: '/hello', headers: json, body: '{}' },
  { method: 'GET', path: '/throws' },
]

await program('S1', 'no leak over 100 000 mixed requests (Express 5)', async () => {
  const server = await startServer('express')
  try {
    const each = times(20_000)
    const result = await loadBetweenStates(server, MIX, each * MIX.length)
    const { statuses, errors, after } = result
    return [
      equal('failed requests', errors, 0),
      equal(
        '200, 404, 405, 500',
        [200, 404, 405, 500].map(s => statuses[s]).join(),
        [2 * each, each, each, each].join(),
      ),
      equal('errors in the error middleware', after.counts.errorMiddleware, each),
      ...backToBase(result),
    ]
  } finally {
    server.stop()
  }
})
