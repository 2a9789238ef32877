import { run } from '../../../../lib/run'
import { VALUES } from '../../../../lib/use-cache'

export async function GET(_request, { params }) {
  const { how } = await params
  return Response.json({ value: await VALUES[how](), run: run() })
}
