/** Cookies of a request and of a response, as a handler touches them. */
import distribution from '../servers/dist.cjs'
import { time } from './time.mjs'

export async function cookies() {
  const { NextRequest, NextResponse } = distribution.source('next/server')
  const header = 'session=s1; theme=dark; lang=de; seen=1'
  return [
    {
      name: 'request.cookies.get()',
      nanoseconds: await time(() => {
        const request = new NextRequest('http://localhost/', { headers: { cookie: header } })
        return request.cookies.get('lang').value
      }),
    },
    {
      name: 'the same without reading a cookie',
      nanoseconds: await time(
        () => new NextRequest('http://localhost/', { headers: { cookie: header } }),
      ),
    },
    {
      name: 'response.cookies.set(), three times',
      nanoseconds: await time(() => {
        const response = new NextResponse(null)
        for (const name of ['a', 'b', 'c']) response.cookies.set(name, '1', { httpOnly: true })
        return response
      }),
    },
  ]
}
