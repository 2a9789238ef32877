import { run } from '../../../../lib/run'

export const dynamic = 'force-static'

export async function GET(_request, { params }) {
  const { slug } = await params
  return Response.json({ slug, run: run() })
}
