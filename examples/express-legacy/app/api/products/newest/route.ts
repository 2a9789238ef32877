import { redirect } from 'next/navigation'
import { db } from '@/lib/db'

export function GET() {
  const newest = db.get('SELECT max(id) AS id FROM products')
  redirect(`/api/products/${newest?.id}`)
}
