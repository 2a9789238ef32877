import { cookies } from 'next/headers'

export async function GET() {
  const store = await cookies()
  store.set('k', '1')
  store.set('k', '2', { httpOnly: true })
  store.delete('k')
  store.set('k', '3')
  return new Response('ok')
}
