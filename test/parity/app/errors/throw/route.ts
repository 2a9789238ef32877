import { cookies } from 'next/headers'

export async function GET() {
  const store = await cookies()
  store.set('lost', '1')
  throw new Error('boom')
}
