import { cookies } from 'next/headers'
import { after, type NextRequest } from 'next/server'
import { sendReceipt } from '../../lib/mail'
import { addOrder } from '../../lib/orders'

export async function POST(request: NextRequest) {
  const { item } = (await request.json()) as { item: string }
  const order = addOrder(item)
  const jar = await cookies()
  jar.set('last-order', order.id)
  after(() => sendReceipt(order))
  return Response.json(order, { status: 201 })
}
