import { observations } from '../../lib/observations'

/** POST, because Next.js would prerender a GET. */
export async function POST(_: Request, { params }: { params: Promise<{ probe: string }> }) {
  const { probe } = await params
  if (probe === 'all') return Response.json(Object.keys(observations))
  const observe = observations[probe]
  if (!observe) return new Response(`no probe ${probe}`, { status: 404 })
  return Response.json(await observe())
}
