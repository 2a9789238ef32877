/** Table H: what becomes of what a handler throws. */
import assert from 'node:assert'
import { asks, fails, isText } from './case.mjs'

const get = (row, title, name, expect, on = 'http', options = {}) =>
  asks(row, on, title, `/case/${name}`, expect, options)

const hostTold = message => answer => {
  assert.strictEqual(answer.status, 500, `${answer.status}`)
  assert(answer.text.startsWith('error middleware: '), 'the error middleware does not run')
  if (message) assert.strictEqual(answer.text, `error middleware: ${message}`)
}

export const errors = [
  get(189, 'an exception is a 500 that tells nothing', 'throws', fails),
  get(189, 'a rejection is a 500 that tells nothing', 'rejects', fails),
  get(
    189,
    'the error middleware of Express gets an exception as it is',
    'throws',
    hostTold('secret-detail'),
    'express',
  ),
  get(
    189,
    'the error middleware of Express gets a rejection as it is',
    'rejects',
    hostTold('secret-detail'),
    'express',
  ),
  get(190, '`throw undefined` is a failure', 'throwsUndefined', fails),
  get(
    190,
    '`throw undefined` inside Express does not go on as if nothing had happened',
    'throwsUndefined',
    hostTold(),
    'express',
  ),
  get(
    191,
    "`throw 'route'` inside Express does not skip routes",
    'throwsRoute',
    hostTold(),
    'express',
  ),
  get(193, 'an error that cannot be printed is a failure like others', 'throwsUnprintable', fails),
  asks(
    206,
    'express',
    'an answer that the host has begun is not left open',
    '/begun/case/text',
    answer => {
      assert(!answer.text.includes('texttext'), 'it is written twice')
    },
    { ends: true },
  ),
  asks(
    207,
    'express',
    'an answer that the host has ended is left alone',
    '/ended/case/text',
    isText('ended by the host'),
  ),
  get(
    129,
    'the error middleware of Express hears of `undefined`',
    'undefined',
    hostTold(),
    'express',
  ),
]
