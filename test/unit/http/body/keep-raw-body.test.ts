import type { ServerResponse } from 'node:http'
import { bodyStateOf } from '../../../../src/http/body/body-state'
import { keepRawBody } from '../../../../src/http/body/keep-raw-body'
import { parsedOnMessage } from '../../../../src/http/body/parsed-by-host'
import { consume, incoming } from '../incoming'

describe('keepRawBody(req, res, bytes)', () => {
  it('RAW-2: what it keeps is what the handler reads', async () => {
    const headers = { 'content-type': 'application/json' }
    const message = incoming({ headers, chunks: ['{"a":  1}'], left: { body: { a: 1 } } })
    await consume(message)
    keepRawBody(message, {} as ServerResponse, Buffer.from('{"a":  1}'))
    expect(bodyStateOf(message, message.method ?? 'GET', parsedOnMessage(message), 100)).toEqual({
      kind: 'exact',
      bytes: Buffer.from('{"a":  1}'),
    })
  })
})
