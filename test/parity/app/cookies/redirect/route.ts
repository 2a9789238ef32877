import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'

export async function GET() {
  const store = await cookies()
  store.set('kept', '1')
  redirect('https://nextjs.org/')
}
