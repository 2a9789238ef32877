/** How the cases are written down, and what several of them expect. */
import assert from 'node:assert'

/**
 * @param row - of the tables of faults; @param title - what must hold, in one line.
 * @param run - sends and asserts; the connection is checked behind it unless `ends` is set.
 */
export function scenario(row, on, title, run, { ends = false } = {}) {
  const whole = async client => {
    await run(client)
    if (!ends) await client.goesOn()
  }
  return { row, on, title, run: whole }
}

/** One request on its own connection, and what its answer must be. */
export function asks(row, on, title, line, expect, options) {
  return scenario(row, on, title, async client => expect(await client.send(line), client), options)
}

/** A head as bytes; `{host}` is filled in. */
export function head(target, { host = '{host}', version = '1.1', method = 'GET', more = '' } = {}) {
  const line = host === undefined || host === null ? '' : `Host: ${host}\r\n`
  return `${method} ${target} HTTP/${version}\r\n${line}${more}\r\n`
}

export function sends(row, title, bytes, expect, options = {}) {
  const { method = 'GET', ...rest } = options
  const run = async client => expect(await client.bytes(bytes, method), client)
  return scenario(row, 'http', title, run, { ends: true, ...rest })
}

export const refused = ({ status }) =>
  assert(status >= 400 && status < 500, `${status} instead of 4xx`)

export const fails = ({ status, text }) => {
  assert(status >= 500, `${status} instead of 5xx`)
  assert(!/secret-detail|\.mjs:\d/.test(text), 'the message or stack of the error is sent')
}

export const isText = expected => answer => {
  assert.strictEqual(answer.cut, false, 'the answer is cut')
  assert.strictEqual(answer.status, 200, `${answer.status} instead of 200`)
  assert(answer.text === expected, `another body: ${JSON.stringify(answer.text.slice(0, 60))}`)
}

/** Either the error is seen before the head, or the answer is visibly cut; its text never sent. */
export const failsOrCut = answer => {
  assert(answer.status >= 500 || answer.cut, 'a failed body ends like a whole one')
  assert(!answer.text.includes('secret-detail'), 'the error is sent')
}

/** The answer tells the URL of a request that a handler got; a refusal has none. */
export const urlIs = check => (answer, client) => {
  if (answer.status >= 400 && answer.status < 500) return
  assert.strictEqual(answer.status, 200, `${answer.status} instead of 200 or 4xx`)
  check(new URL(answer.json().url), client)
}

export const pathIs = expected =>
  urlIs(({ pathname }) => assert.strictEqual(pathname, expected, `the handler saw ${pathname}`))

/** An answer to a request without fault: refusing is not correct. */
export const accepted = check => (answer, client) => {
  assert.strictEqual(answer.status, 200, `${answer.status} instead of 200`)
  check(answer.json(), client)
}
