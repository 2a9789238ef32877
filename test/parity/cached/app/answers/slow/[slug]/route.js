import { unstable_cache } from 'next/cache'
import { run } from '../../../../lib/run'
import { switches } from '../../../../lib/switches'

export const dynamic = 'force-static'

export async function GET(_request, { params }) {
  const { slug } = await params
  await unstable_cache(async () => 'tagged', [slug], { tags: [`slow-${slug}`] })()
  const answer = `${switches.get(slug) ?? 'first'} ${run()}`
  switches.set(`${slug} has begun`, true)
  do await new Promise(done => setTimeout(done, 200))
  while (switches.get(`${slug} is held`))
  return new Response(answer)
}
