import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { db } from '@/lib/db'

// PUT and DELETE of this path are still in legacy/products.js.
export async function GET(_request: NextRequest, { params }: RouteContext<'/api/products/[id]'>) {
  const { id } = await params
  const product = db.get('SELECT * FROM products WHERE id = ?', id)
  if (!product) notFound()

  const locale = (await cookies()).get('locale')?.value ?? 'en'
  const euros = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' })
  return Response.json({ ...product, price: euros.format(Number(product.price_cents) / 100) })
}
