import { headers } from 'next/headers'

export async function GET() {
  const referer = (await headers()).get('referer') ?? ''
  return new Response('Hello, Next.js!', { status: 200, headers: { referer } })
}
