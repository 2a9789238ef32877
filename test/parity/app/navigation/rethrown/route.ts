import { redirect, unstable_rethrow } from 'next/navigation'

export async function GET() {
  try {
    redirect('/rethrown')
  } catch (error) {
    unstable_rethrow(error)
    return new Response('swallowed')
  }
}
