import { headers } from 'next/headers'
import { Webhook } from 'svix'

export async function POST(request: Request) {
  const sent = await headers()
  const payload = await request.text()
  try {
    new Webhook('whsec_c3ZpeC1zZWNyZXQ=').verify(payload, Object.fromEntries(sent))
    return Response.json({ received: JSON.parse(payload) })
  } catch (error) {
    return new Response((error as Error).message, { status: 400 })
  }
}
