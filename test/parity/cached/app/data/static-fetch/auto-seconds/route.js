import { origin } from '../../../../lib/origin'
import { run } from '../../../../lib/run'

export const revalidate = 60

export async function GET() {
  const response = await fetch(origin('/static-fetch/auto-seconds'), { next: { revalidate: 50 } })
  return Response.json({ fetched: await response.text(), run: run() })
}
