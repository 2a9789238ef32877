/** Table G: streams that fail, that go on for ever, and whose clients leave. */
import assert from 'node:assert'
import { asks, failsOrCut, head, isText, scenario } from './case.mjs'

const get = (row, title, name, expect) => asks(row, 'http', title, `/case/${name}`, expect)

const released = async client => {
  const { stream } = await client.converter.outcomes(
    ({ stream }) => stream.cancelled > 0 && stream.aborted > 0,
  )
  assert.deepStrictEqual(stream, { cancelled: 1, aborted: 1 }, JSON.stringify(stream))
}

/** Reads what has come, leaves, and looks how the stream was left. */
function leaving(row, on, title, name, { body = true, expect = released } = {}) {
  const run = async client => {
    const exchange = await client.open({ path: `/case/${name}` })
    if (body) {
      await exchange.head()
      await exchange.piece()
    } else {
      await client.converter.outcomes(({ stream, never }) => stream ?? never)
    }
    exchange.leave()
    await expect(client)
  }
  return scenario(row, on, title, run, { ends: true })
}

export const streams = [
  get(
    165,
    'a failure before the first chunk has an answer, which is not a whole one',
    'failsFirst',
    failsOrCut,
  ),
  get(166, 'a failure behind two chunks cuts the answer', 'failsLater', failsOrCut),
  get(167, 'a failure without reason cuts the answer', 'failsUndefined', failsOrCut),
  get(169, 'a number for a chunk is a failure', 'numberChunk', failsOrCut),
  get(169, 'an object for a chunk is a failure', 'objectChunk', failsOrCut),
  get(170, 'null for a chunk is a failure', 'nullChunk', failsOrCut),
  get(171, 'an empty chunk ends nothing', 'emptyChunk', isText('one two')),
  get(172, 'a Buffer is a chunk', 'bufferChunk', isText('one two')),
  get(173, 'a detached buffer harms nobody', 'detached', ({ status }) => assert(status > 0)),
  leaving(
    174,
    'http',
    'an endless stream is cancelled, and its signal aborted, when its client leaves',
    'endless',
  ),
  leaving(174, 'express', 'an endless stream inside Express is released as well', 'endless'),
  leaving(175, 'http', 'so is a stream whose pull() never settles', 'silent', { body: false }),
  leaving(178, 'http', 'a cancel() that rejects harms nobody', 'badCancel', { expect: () => {} }),
  leaving(194, 'http', 'a handler that never answers learns that its client left', 'never', {
    body: false,
    async expect(client) {
      const { never } = await client.converter.outcomes(outcomes => outcomes.never === 'aborted')
      assert.strictEqual(never, 'aborted', `the handler is still ${never}`)
    },
  }),
  asks(
    180,
    'http',
    'HEAD of an endless stream is answered at once',
    { method: 'HEAD', path: '/case/endless' },
    ({ status }) => {
      assert.strictEqual(status, 200)
    },
  ),
  scenario(
    188,
    'http',
    'a stream to HTTP/1.0 is not chunked',
    async client => {
      const answer = await client.bytes(head('/case/twoChunks', { version: '1.0' }))
      assert.deepStrictEqual(answer.all('transfer-encoding'), [], 'it is chunked')
      assert.strictEqual(answer.text, 'one two')
    },
    { ends: true },
  ),
  scenario(211, 'http', 'three requests in one packet are answered in order', async client => {
    const all = ['/case/twoChunks', '/case/text', '/case/latin'].map(path => head(path))
    const wire = await client.begin(all.join(''))
    const texts = [await wire.answer(), await wire.answer(), await wire.answer()].map(a => a.text)
    assert.deepStrictEqual(texts, ['one two', 'text', 'café'])
  }),
]
