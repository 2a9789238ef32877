import { run } from '../../../../lib/run'

export const dynamic = 'force-static'

export async function GET(_request, { params }) {
  const { path } = await params
  return Response.json({ path, run: run() })
}
