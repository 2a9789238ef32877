import { run } from '../../../../lib/run'

export const dynamic = 'force-static'

export async function GET(_request, { params }) {
  const status = Number((await params).code)
  return new Response(status === 204 ? null : run(), { status })
}
