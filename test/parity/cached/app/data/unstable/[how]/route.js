import { unstable_cache } from 'next/cache'
import { run } from '../../../../lib/run'
import { switches } from '../../../../lib/switches'

const value = async (...args) => {
  if (switches.get('unstable-throws')) throw new Error('switched on')
  return { run: run(), args: args.length, date: new Date(0), absent: undefined }
}

const CACHED = {
  tags: unstable_cache(value, ['tags'], { tags: ['unstable-tags'] }),
  seconds: unstable_cache(value, ['seconds'], { revalidate: 2 }),
  plain: unstable_cache(value, ['plain']),
  path: unstable_cache(value, ['path']),
  soft: unstable_cache(value, ['soft'], { tags: ['unstable-soft'] }),
}

export const dynamic = 'force-dynamic'

export async function GET(request, { params }) {
  const { how } = await params
  const args = request.nextUrl.searchParams.getAll('arg')
  const got = await CACHED[how](...args)
  return Response.json({
    value: got,
    date: typeof got.date,
    members: Object.keys(got),
    run: run(),
  })
}
