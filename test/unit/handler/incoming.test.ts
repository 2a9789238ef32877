import type { RequestParts } from '../../../src/fetch/request-parts'
import { createIncomingRequest } from '../../../src/handler/incoming'
import { NextRequest } from '../../../src/next/request'

const parts: RequestParts = {
  method: 'GET',
  url: () => 'http://a.test/x',
  headers: () => new Headers(),
  body: () => null,
  signal: () => new AbortController().signal,
}

describe('request.geo and request.ip (next-semantics 2.3)', () => {
  test.each([15, 16] as const)('compat %i: both are gone', compat => {
    const { geo, ip } = createIncomingRequest(parts, compat)
    expect([geo, ip]).toEqual([undefined, undefined])
  })

  test('compat 14: geo is an empty object, of a clone too, and ip is undefined', () => {
    const request = createIncomingRequest(parts, 14)
    expect([request.geo, request.ip]).toEqual([{}, undefined])
    expect((request.clone() as NextRequest).geo).toEqual({})
  })

  test.each([14, 15, 16] as const)('compat %i: it is a NextRequest by class and name', compat => {
    const request = createIncomingRequest(parts, compat)
    expect(request).toBeInstanceOf(NextRequest)
    expect(request.constructor.name).toBe('NextRequest')
  })
})
