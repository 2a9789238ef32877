/** The rows that HTTP/2 has besides: what it must never be sent, and how its streams end. */
import assert from 'node:assert'
import { asks, fails, failsOrCut, isText, scenario } from './case.mjs'

const get = (row, title, name, expect) => asks(row, 'http2', title, `/case/${name}`, expect)

export const http2 = [
  get(83, 'HTTP/2: an ordinary answer', 'text', isText('text')),
  get(83, 'HTTP/2: pseudo headers are no headers', 'echo', answer => {
    const { headers } = answer.json()
    assert.deepStrictEqual(
      Object.keys(headers).filter(name => name.startsWith(':')),
      [],
    )
  }),
  asks(
    84,
    'http2',
    'HTTP/2: a body is read',
    { method: 'POST', path: '/case/read', body: 'over two' },
    isText('over two'),
  ),
  asks(
    127,
    'http2',
    'HTTP/2: a body that nobody reads costs no answer',
    { method: 'POST', path: '/case/unread', body: 'x'.repeat(500_000) },
    ({ status }) => {
      assert.strictEqual(status, 401, `${status}`)
    },
  ),
  get(132, 'HTTP/2: Response.error() is a failure', 'error', fails),
  get(135, 'HTTP/2: 204 is empty', 'noContent', ({ status }) =>
    assert.strictEqual(status, 204, `${status}`),
  ),
  get(150, 'HTTP/2: connection headers are dropped', 'hopByHop', isText('body')),
  get(150, 'HTTP/2: so is a transfer coding', 'coding', isText('body')),
  get(
    151,
    'HTTP/2: `return fetch()` of a gzip upstream',
    'gzipUpstream',
    isText('from upstream '.repeat(50)),
  ),
  get(
    153,
    'HTTP/2: `return fetch()` of an HTTP/1 upstream',
    'plainUpstream',
    isText('from upstream'),
  ),
  get(166, 'HTTP/2: a failure behind two chunks resets the stream', 'failsLater', failsOrCut),
  get(169, 'HTTP/2: a number for a chunk is a failure', 'numberChunk', failsOrCut),
  get(189, 'HTTP/2: an exception is a 500 that tells nothing', 'throws', fails),
  scenario(185, 'http2', 'HTTP/2: a stream that its client resets is released', async client => {
    const exchange = await client.open({ path: '/case/endless' })
    await exchange.head()
    await exchange.piece()
    exchange.leave()
    const { stream } = await client.converter.outcomes(
      ({ stream }) => stream.cancelled > 0 && stream.aborted > 0,
    )
    assert.deepStrictEqual(stream, { cancelled: 1, aborted: 1 }, JSON.stringify(stream))
  }),
  asks(
    180,
    'http2',
    'HTTP/2: HEAD of an endless stream is answered at once',
    { method: 'HEAD', path: '/case/endless' },
    ({ status }) => {
      assert.strictEqual(status, 200, `${status}`)
    },
  ),
]
