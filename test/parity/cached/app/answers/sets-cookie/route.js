import { cookies } from 'next/headers'
import { run } from '../../../lib/run'

export const revalidate = 60

export async function GET() {
  const jar = await cookies()
  jar.set('visitor', '1')
  return new Response(run())
}
