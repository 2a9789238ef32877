/** What is refused by the head of a request, before its body is read. */
import type { IncomingMessage } from 'node:http'
import { bodyStateOf } from '../../../../src/http/body/body-state'
import { parsedOnMessage } from '../../../../src/http/body/parsed-by-host'
import { consume, incoming } from '../incoming'
import { errorOf } from '../message'

const JSON_TYPE = { 'content-type': 'application/json' }

const stateOf = (message: IncomingMessage) =>
  bodyStateOf(message, message.method!, parsedOnMessage(message), 1000)

describe('bodyStateOf(request, parsed, limit)', () => {
  it.each([
    ['1000', true],
    ['1001', false],
    ['99999999999999999999', false],
  ])('UB-5, row 109: a declared length of %s against a limit of 1000', (length, accepted) => {
    const stating = () => stateOf(incoming({ headers: { 'content-length': length } }))
    if (accepted) expect(stating().kind).toBe('live')
    else
      expect(errorOf(stating)).toMatchObject({ code: 'RH_BODY_LIMIT', status: 413, expose: true })
  })

  it('UB-5: a body that a parser accepted is not limited a second time', async () => {
    const headers = { ...JSON_TYPE, 'content-length': '5000' }
    const message = await consume(incoming({ headers, chunks: ['1'], left: { body: 1 } }))
    expect(stateOf(message).kind).toBe('rebuilt')
  })

  it.each([
    ['chunked', 'live'],
    ['Chunked ', 'live'],
    ['gzip, chunked', 'RH_UNSUPPORTED_CODING'],
    ['gzip', 'RH_UNSUPPORTED_CODING'],
  ])('row 121: transfer-encoding %j is %s', (coding, expected) => {
    const stating = () => stateOf(incoming({ headers: { 'transfer-encoding': coding } }))
    if (expected === 'live') expect(stating().kind).toBe('live')
    else expect(errorOf(stating)).toMatchObject({ code: expected, status: 501 })
  })
})
