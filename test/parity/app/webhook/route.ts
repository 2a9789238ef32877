import { createHmac, timingSafeEqual } from 'node:crypto'

export async function POST(request: Request) {
  try {
    const text = await request.text()
    const expected = createHmac('sha256', 'secret').update(text).digest()
    const given = Buffer.from(request.headers.get('x-signature') ?? '', 'hex')
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new Error('bad signature')
    }
  } catch (error) {
    return new Response(`Webhook error: ${(error as Error).message}`, { status: 400 })
  }
  return new Response('Success!', { status: 200 })
}
