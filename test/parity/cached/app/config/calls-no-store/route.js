import { unstable_noStore } from 'next/cache'
import { run } from '../../../lib/run'

export const revalidate = 60

export function GET() {
  unstable_noStore()
  return new Response(run())
}
