import { cookies } from 'next/headers'

export async function GET() {
  const store = await cookies()
  store.set('full', 'x y;z', {
    path: '/api',
    maxAge: 60,
    domain: 'example.com',
    secure: true,
    httpOnly: true,
    sameSite: 'lax',
    partitioned: true,
    priority: 'high',
  })
  store.set({ name: 'epoch', value: 'E', expires: new Date(0) })
  store.set('number', '1', { expires: 86_400_000 })
  store.set('zero', '1', { maxAge: 0 })
  store.set('nopath', '1', { path: '' })
  store.set('strict', 'true', { sameSite: true })
  store.set('empty', '')
  store.set('unicode', '한글 "q" %')
  store.delete({ name: 'gone', path: '/x', domain: 'example.com' })
  return new Response('ok')
}
