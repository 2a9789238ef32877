import { origin } from '../../../../lib/origin'
import { run } from '../../../../lib/run'

export const dynamic = 'force-static'

export async function GET() {
  const response = await fetch(origin('/static-fetch/force-static-seconds'), {
    next: { revalidate: 50 },
  })
  return Response.json({ fetched: await response.text(), run: run() })
}
