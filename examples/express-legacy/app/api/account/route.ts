import type { NextRequest } from 'next/server'
import { priceCart } from '@/lib/cart'

export function GET(_request: NextRequest, { session, user }: RouteContext<'/api/account'>) {
  if (!user) return Response.json({ error: 'Log in first' }, { status: 401 })
  return Response.json({ user, cart: priceCart(session.cart) })
}
