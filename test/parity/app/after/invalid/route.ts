import { after } from 'next/server'

export async function GET() {
  try {
    after('text' as never)
    return new Response('accepted')
  } catch (error) {
    return new Response((error as Error).message)
  }
}
