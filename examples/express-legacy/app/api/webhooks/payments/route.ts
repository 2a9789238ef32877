import { timingSafeEqual } from 'node:crypto'
import type { NextRequest } from 'next/server'
import { db } from '@/lib/db'
import { sign } from '@/lib/webhook-signature'

interface PaymentEvent {
  event: 'payment.succeeded' | 'payment.failed'
  orderId: number
}

/**
 * The signature covers the bytes as they were sent. express.json() has long parsed them by now;
 * `keepRawBody` in server.js is what makes `request.text()` return them unchanged.
 */
export async function POST(request: NextRequest) {
  const body = await request.text()
  if (!isSigned(body, request.headers.get('x-signature') ?? '')) {
    return Response.json({ error: 'The signature does not match the body' }, { status: 401 })
  }
  const { event, orderId } = JSON.parse(body) as PaymentEvent
  if (event === 'payment.succeeded') {
    db.run("UPDATE orders SET status = 'paid' WHERE id = ?", orderId)
  }
  return new Response(null, { status: 204 })
}

function isSigned(body: string, signature: string) {
  const expected = Buffer.from(sign(body))
  const received = Buffer.from(signature)
  return received.length === expected.length && timingSafeEqual(received, expected)
}
