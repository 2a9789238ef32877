import { cookies } from 'next/headers'

export async function GET() {
  const store = await cookies()
  store.delete('z')
  store.delete('nope')
  return new Response('ok')
}
