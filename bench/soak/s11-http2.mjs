/** S11: many streams over few sessions, and streams that are reset in mid-body. */
import { once } from 'node:events'
import http2 from 'node:http2'
import { inParallel } from './client.mjs'
import { startServer } from './processes.mjs'
import { atMost, equal, MB, program, times } from './program.mjs'

const SESSIONS = 10
const STREAMS = 100

/**
 * Downloads that one session leaves. What a stream had not sent when its client reset it stays
 * counted against the memory of the session in Node (`maxSessionMemory`, 10 MB; 20, 24 and 26 do
 * so without us): behind some hundreds of them, Node refuses streams with ENHANCE_YOUR_CALM. Fewer
 * resets per session also keep below what Node allows of them (a thousand at once).
 */
const DOWNLOADS = 50

await program('S11', 'HTTP/2: 100 000 requests over 10 × 100 streams, 5 000 resets', async () => {
  const all = times(100_000)
  const resets = times(2_500)
  const server = await startServer('http2')
  const sessions = Array.from({ length: SESSIONS }, () => http2.connect(server.url))
  let broken = 0
  for (const session of sessions) session.on('error', () => broken++)
  const session = n => sessions[n % SESSIONS]
  const ask = async n => (statuses[await get(session(n))] += 1)
  const statuses = { 200: 0, 0: 0 }
  try {
    await inParallel(times(20_000), SESSIONS * STREAMS, ask)
    const before = await server.ask('settled', { withOpen: true })
    await server.ask('reset')
    statuses[200] = 0
    await inParallel(all, SESSIONS * STREAMS, ask)
    const { counts } = await server.ask('now')
    await inParallel(resets, STREAMS, n => resetUpload(session(n)))
    await inParallel(Math.ceil(resets / DOWNLOADS), SESSIONS, async n => {
      const own = http2.connect(server.url)
      own.on('error', () => broken++)
      await inParallel(Math.min(DOWNLOADS, resets - n * DOWNLOADS), 1, () => resetDownload(own))
      own.close()
    })
    const after = await server.until(
      ({ cancelled, started, rejected }) => cancelled >= resets && started === rejected,
    )
    await inParallel(SESSIONS, SESSIONS, ask)
    for (const each of sessions) each.destroy()
    const end = await server.ask('settled')
    return [
      equal('answered with 200', statuses[200], all + SESSIONS),
      equal('broken sessions', broken, 0),
      equal('faults under load', counts.faults, 0),
      equal('downloads cancelled', after.counts.cancelled, resets),
      equal(
        'uploads whose text() has not settled',
        (after.counts.started ?? 0) - (after.counts.rejected ?? 0),
        0,
      ),
      atMost('heap growth', (end.heap - before.heap) / MB, 2, ' MB'),
      equal('faults of the process', end.counts.faults, 0),
    ]
  } finally {
    server.stop()
  }
})

async function get(session) {
  const stream = session.request({ ':path': '/hello' })
  stream.on('error', () => {}).resume()
  let status = 0
  stream.on('response', headers => {
    status = headers[':status']
  })
  await once(stream, 'close').catch(() => {})
  return status
}

async function resetUpload(session) {
  // Node ends the body before it resets: without a length that would be a whole one.
  const length = { 'content-length': '100000' }
  const stream = session.request({ ':method': 'POST', ':path': '/upload/text', ...length })
  stream.on('error', () => {})
  await new Promise(resolve => stream.write(Buffer.alloc(8 * 1024), resolve))
  await leave(stream)
}

async function resetDownload(session) {
  const stream = session.request({ ':path': '/gigabyte' })
  stream.on('error', () => {})
  await Promise.race([once(stream, 'data'), once(stream, 'close')]).catch(() => {})
  await leave(stream)
}

async function leave(stream) {
  const closed = once(stream, 'close').catch(() => {})
  stream.close(http2.constants.NGHTTP2_CANCEL)
  await closed
}
