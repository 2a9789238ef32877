import { notFound } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { findOrder } from '../../../lib/orders'

export async function GET(_request: NextRequest, { params }: RouteContext<'/orders/[id]'>) {
  const order = findOrder((await params).id) ?? notFound()
  return Response.json(order)
}
