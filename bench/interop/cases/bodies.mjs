/** Table E: request bodies, read, half read and unread, alone and behind the parsers of Express. */
import assert from 'node:assert'
import { asks, fails, head, isText, scenario } from './case.mjs'

const post = (path, body, type = 'text/plain') => ({
  method: 'POST',
  path,
  body,
  headers: { 'content-type': type },
})
const status = expected => answer => assert.strictEqual(answer.status, expected, `${answer.status}`)
const big = 'x'.repeat(2_000_000)
const form = 'application/x-www-form-urlencoded'

/** Half of an upload, then gone; what the handler saw of it. */
function cutUpload(name, leave, title) {
  return scenario(
    114,
    'http',
    title,
    async client => {
      const wire = await client.begin(
        head(`/case/${name}`, { method: 'POST', more: 'Content-Length: 50\r\n' }),
      )
      wire.write('12345')
      await client.converter.outcomes(({ body }) => body === 'pending')
      leave(wire)
      const { body } = await client.converter.outcomes(({ body }) => body !== 'pending')
      assert.strictEqual(body, 'rejected', `text() ${body}`)
    },
    { ends: true },
  )
}

export const bodies = [
  asks(
    91,
    'express',
    'json() works behind express.json()',
    post('/json/case/json', '{"a":[1]}', 'application/json'),
    isText('{"a":[1]}'),
  ),
  asks(
    92,
    'express',
    'text() works behind express.text()',
    post('/text/case/read', 'as it was'),
    isText('as it was'),
  ),
  asks(
    92,
    'express',
    'arrayBuffer() works behind express.raw()',
    post('/raw/case/bytes', 'bytes', 'application/octet-stream'),
    isText('bytes'),
  ),
  asks(
    93,
    'express',
    'formData() works behind express.urlencoded()',
    post('/form/case/form', 'a=1&b=%C3%A4', form),
    isText('{"a":"1","b":"ä"}'),
  ),
  asks(
    97,
    'express',
    'a body that a parser passed over is still there',
    post('/json/case/read', 'plain'),
    isText('plain'),
  ),
  scenario(101, 'http', 'a body of a GET is not taken for the next request', async client => {
    const get = head('/case/text', { more: 'Content-Length: 4\r\n' })
    isText('text')(await client.bytes(`${get}body`))
  }),
  asks(
    102,
    'http',
    'a body of a DELETE is readable',
    { ...post('/case/read', 'gone'), method: 'DELETE' },
    isText('gone'),
  ),
  asks(
    103,
    'http',
    'a small body that nobody reads costs nothing',
    post('/case/unread', 'small'),
    status(401),
  ),
  asks(
    103,
    'http',
    'a body of 2 MB that nobody reads costs no answer',
    post('/case/unread', big),
    status(401),
  ),
  asks(
    105,
    'http',
    'one chunk read, then 413: the answer comes and nothing hangs',
    post('/case/partly', big),
    status(413),
  ),
  asks(
    106,
    'http',
    'body cancelled, then 413: the answer comes and nothing hangs',
    post('/case/cancelled', big),
    status(413),
  ),
  asks(
    107,
    'http',
    'reader released, then 413: the answer comes and nothing hangs',
    post('/case/released', big),
    status(413),
  ),
  asks(
    105,
    'express',
    'one chunk read, then 413, inside Express',
    post('/case/partly', big),
    status(413),
  ),
  cutUpload('settling', wire => wire.fin(), 'a body cut by FIN rejects'),
  cutUpload('settling', wire => wire.leave(), 'a body cut by RST rejects'),
  cutUpload('late', wire => wire.leave(), 'a cut body that is read later rejects'),
  scenario(
    113,
    'http',
    'an upload cut while a handler reads it harms nobody',
    async client => {
      const wire = await client.begin(
        head('/case/read', { method: 'POST', more: 'Content-Length: 50\r\n' }),
      )
      wire.write('12345')
      await new Promise(resolve => setTimeout(resolve, 50))
      wire.leave()
    },
    { ends: true },
  ),
  asks(
    117,
    'http',
    'malformed JSON is a failure that tells nothing',
    post('/case/json', '{', 'application/json'),
    fails,
  ),
  asks(
    123,
    'http',
    'a cloned request reads the same twice',
    post('/case/clone', 'x'.repeat(100_000)),
    isText('100000'),
  ),
  asks(
    124,
    'http',
    'a body read twice rejects and does not hang',
    post('/case/twice', 'x'),
    isText('rejected'),
  ),
]
