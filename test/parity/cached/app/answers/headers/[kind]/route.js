import { run } from '../../../../lib/run'

const HEADERS = {
  own: { 'x-own': 'a', 'x-number': '1', link: '</a>; rel=preload' },
  age: { age: '7' },
  'cache-control': { 'cache-control': 'public, max-age=5' },
  'no-store': { 'cache-control': 'no-store' },
  private: { 'cache-control': 'private, max-age=5' },
  etag: { etag: '"own"' },
  modified: { 'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT' },
  'vary-origin': { vary: 'Origin' },
  'vary-encoding': { vary: 'Accept-Encoding' },
  'set-cookie': { 'set-cookie': 'visitor=1; Path=/' },
  tags: { 'x-next-cache-tags': 'a,b' },
  length: { 'content-length': '36' },
}

export const dynamic = 'force-static'

export async function GET(_request, { params }) {
  return new Response(run(), { headers: HEADERS[(await params).kind] })
}
