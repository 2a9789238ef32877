import { headers } from 'next/headers'

export async function GET() {
  const list = await headers()
  return Response.json({
    accept: list.get('accept'),
    has: [list.has('accept'), list.has('nope')],
    upper: list.get('ACCEPT'),
    flight: list.get('next-router-prefetch'),
    repeated: list.get('x-repeated'),
  })
}
