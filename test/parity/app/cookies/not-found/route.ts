import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'

export async function GET() {
  const store = await cookies()
  store.set('lost', '1')
  notFound()
}
