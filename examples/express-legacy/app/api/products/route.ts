import createError from 'http-errors'
import { type NextRequest, NextResponse } from 'next/server'
import { db } from '@/lib/db'

interface NewProduct {
  sku: string
  name: string
  price_cents: number
  stock?: number
}

export function GET(request: NextRequest) {
  const maxPrice = request.nextUrl.searchParams.get('maxPrice')
  const products = db.all('SELECT * FROM products WHERE price_cents <= coalesce(?, price_cents)', [
    maxPrice === null ? null : Number(maxPrice),
  ])
  return NextResponse.json(products)
}

export async function POST(request: NextRequest, { user }: RouteContext<'/api/products'>) {
  if (!user) return NextResponse.json({ error: 'Log in first' }, { status: 401 })
  const { sku, name, price_cents, stock = 0 } = (await request.json()) as NewProduct
  if (db.get('SELECT 1 FROM products WHERE sku = ?', sku)) {
    throw createError(409, `There already is a product ${sku}`) // rendered by legacy/errors.js
  }
  const { lastInsertRowid: id } = db.run(
    'INSERT INTO products (sku, name, price_cents, stock) VALUES (?, ?, ?, ?)',
    [sku, name, price_cents, stock],
  )
  const location = new URL(`/api/products/${id}`, request.url).href
  return NextResponse.json({ id }, { status: 201, headers: { location } })
}
