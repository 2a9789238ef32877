import { createIncomingRequest } from '../../src/handler/incoming'
import { NextRequest } from '../../src/next/request'
import { NextResponse } from '../../src/next/response'
import { hold, subject } from './hold'
import { headersInit } from './rules/headers-init'
import { headersLists } from './rules/headers-lists'
import { headersNames, type MakeHeaders } from './rules/headers-names'

const native: MakeHeaders = init => new Headers(init)

const initOf = (headers: any) => (headers === undefined ? {} : { headers })

const incoming: MakeHeaders = init => {
  const parts = {
    method: 'GET',
    url: () => 'http://a.test/',
    headers: () => new Headers(init),
    body: () => null,
    signal: () => new AbortController().signal,
  }
  return createIncomingRequest(parts, 16).headers
}

hold('headers', [...headersNames, ...headersInit, ...headersLists], native, [
  subject<MakeHeaders>(
    'NextRequest',
    init => new NextRequest('http://a.test/', initOf(init)).headers,
  ),
  subject<MakeHeaders>('NextResponse', init => new NextResponse(null, initOf(init)).headers),
  subject<MakeHeaders>('an incoming request', incoming),
])
