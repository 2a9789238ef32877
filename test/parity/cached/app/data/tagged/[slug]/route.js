import { unstable_cache } from 'next/cache'
import { run } from '../../../../lib/run'

export const dynamic = 'force-static'

export async function GET(_request, { params }) {
  const { slug } = await params
  const value = await unstable_cache(async () => run(), [slug], { tags: [`tagged-${slug}`] })()
  return Response.json({ slug, value, run: run() })
}
