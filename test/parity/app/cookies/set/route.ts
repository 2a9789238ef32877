import { cookies } from 'next/headers'

export async function GET() {
  const store = await cookies()
  store.set('n1', '1')
  store.set('z', 'new')
  store.set('n2', '2')
  return new Response('ok')
}
