import type { NextRequest } from 'next/server'
import { priceCart, putInCart } from '@/lib/cart'

interface Line {
  productId: number
  quantity?: number
}

// Half migrated: PUT and DELETE of this path are still in legacy/cart.js. The session is the one
// of express-session, so each half sees what the other wrote.
export function GET(_request: NextRequest, { session }: RouteContext<'/api/cart'>) {
  return Response.json(priceCart(session.cart))
}

export async function POST(request: NextRequest, { session }: RouteContext<'/api/cart'>) {
  const { productId, quantity = 1 } = (await request.json()) as Line
  session.cart ??= {}
  putInCart(session.cart, productId, quantity)
  return Response.json(priceCart(session.cart), { status: 201 })
}
