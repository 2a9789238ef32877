/** Table F: responses of all kinds, and how they are framed. */
import assert from 'node:assert'
import { gunzipSync } from 'node:zlib'
import { asks, fails, isText, scenario } from './case.mjs'

const get = (row, title, name, expect, on = 'http', options = {}) =>
  asks(row, on, title, `/case/${name}`, expect, options)

const none = (answer, ...names) => {
  for (const name of names) assert.deepStrictEqual(answer.all(name), [], `${name} is sent`)
}

/** Behind it lies nothing, whether the connection went on or was closed. */
const neverMore = count => answer => {
  assert(answer.text.length <= count, `${answer.text.length} bytes of the ${count} declared`)
}

const upstreamText = 'from upstream '.repeat(50)

export const responses = [
  get(129, '`undefined` is a failure', 'undefined', fails),
  get(130, 'an object is a failure', 'object', fails),
  get(130, 'a string is a failure', 'string', fails),
  get(132, 'Response.error() is a failure', 'error', fails),
  get(133, 'status 0 is a failure', 'status0', fails),
  get(133, 'status 99 is a failure', 'status99', fails),
  get(133, 'status NaN is a failure', 'statusNaN', fails),
  get(135, '204 carries neither length nor coding', 'noContent', answer => {
    assert.strictEqual(answer.status, 204)
    none(answer, 'content-length', 'transfer-encoding')
  }),
  get(135, '304 carries no coding', 'notModified', answer => {
    assert.strictEqual(answer.status, 304)
    none(answer, 'transfer-encoding')
  }),
  get(137, 'a locked body is a failure', 'locked', fails),
  scenario(
    138,
    'http',
    'a Response returned twice is a failure, not an empty answer',
    async client => {
      const first = await client.send('/case/shared')
      // A case that ran before may have used it.
      if (first.status === 200) assert.strictEqual(first.text, 'once')
      fails(await client.send('/case/shared'))
    },
  ),
  get(143, 'a latin1 header beside a UTF-8 body stays latin1', 'latin', answer => {
    isText('café')(answer)
    assert.strictEqual(answer.one('x-latin'), 'caf\xe9')
  }),
  get(
    145,
    'a length too small: nothing lies between this answer and the next',
    'short',
    isText('body'),
  ),
  get(145, 'a stream longer than declared: nothing lies behind it', 'shortStream', neverMore(2)),
  get(146, 'a length too large: the next answer is not swallowed', 'long', isText('body')),
  get(146, 'a stream shorter than declared is cut', 'longStream', ({ cut }) => {
    assert(cut, 'it ends like a whole one')
  }),
  get(147, 'length and coding are not both sent', 'lengthAndCoding', isText('body')),
  get(148, 'a coding that nobody applied is not sent', 'coding', answer => {
    isText('body')(answer)
    assert(!answer.all('transfer-encoding').join().includes('gzip'), 'gzip is claimed')
  }),
  get(149, 'connection headers of a handler are not sent', 'hopByHop', answer => {
    isText('body')(answer)
    none(answer, 'x-named', 'upgrade')
    assert(!answer.all('keep-alive').join().includes('99'), 'keep-alive is sent')
  }),
  get(
    151,
    '`return fetch()` of a gzip upstream arrives whole',
    'gzipUpstream',
    isText(upstreamText),
  ),
  get(
    151,
    '`return fetch()` of a plain upstream arrives whole',
    'plainUpstream',
    isText('from upstream'),
  ),
  get(154, 'a body that the handler compressed stays as it is', 'compressed', answer => {
    assert.strictEqual(answer.one('content-encoding'), 'gzip')
    assert.strictEqual(gunzipSync(answer.body).toString(), 'by hand')
  }),
  get(155, 'two cookies with commas are two lines', 'cookies', answer => {
    assert.strictEqual(answer.all('set-cookie').length, 2)
  }),
  asks(
    156,
    'express',
    'cookies of the host stay beside those of the handler',
    '/cookie/case/cookies',
    answer => {
      assert.strictEqual(answer.all('set-cookie').length, 3)
    },
  ),
  get(159, 'a body of 3 MB has its length', 'megabytes', answer => {
    assert.strictEqual(answer.body.length, 3_000_000)
  }),
  get(161, 'an empty stream is an empty answer', 'emptyStream', isText('')),
  asks(70, 'http', 'HEAD has no body', { method: 'HEAD', path: '/case/text' }, answer => {
    assert.strictEqual(answer.status, 200, `${answer.status}`)
  }),
  scenario(202, 'http', 'the signal stays quiet when all went well', async client => {
    isText('done')(await client.send('/case/completes'))
    const outcomes = await client.converter.outcomes(({ completed }) => completed)
    assert.strictEqual(outcomes.completed, false, 'the signal is aborted')
  }),
]
