import { unstable_cache } from 'next/cache'
import { run } from '../../../../lib/run'

export const dynamic = 'force-static'

export async function GET(_request, { params }) {
  const { seconds } = await params
  const value = unstable_cache(async () => run(), [seconds], { revalidate: Number(seconds) })
  return Response.json({ value: await value(), run: run() })
}
