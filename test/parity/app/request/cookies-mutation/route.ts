import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'

export async function GET(request: NextRequest) {
  const own = request.cookies
  const set = own.set('added', 'x y').set({ name: 'other', value: '1' }) === own
  const deleted = [own.delete('a'), own.delete('nope'), own.delete(['b', 'nope'])]
  const header = request.headers.get('cookie')
  own.clear()
  return Response.json({
    set,
    deleted,
    header,
    size: own.size,
    cleared: request.headers.get('cookie'),
    store: (await cookies()).has('added'),
  })
}
