import { cookies } from 'next/headers'

export const dynamic = 'force-static'

export async function GET() {
  const jar = await cookies()
  try {
    jar.set('visitor', '1')
    return new Response('set')
  } catch (error) {
    return new Response(error.message)
  }
}
