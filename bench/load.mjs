/** The process of the load generator: runs one load at a time and answers with what came back. */
import autocannon from 'autocannon'

process.on('message', async ({ url, request, connections, seconds }) => {
  const { method, headers, body } = request
  const result = await autocannon({ url, method, headers, body, connections, duration: seconds })
  const failed = result.errors + result.timeouts + result.non2xx
  process.send({ answers: result['2xx'], failed, seconds: result.duration })
})
