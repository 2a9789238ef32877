import { type NextRequest, NextResponse } from 'next/server'
import type { Visitor } from '@/types'

export function GET(_request: NextRequest, { user }: Visitor) {
  if (!user) return NextResponse.json({ error: 'Log in first' }, { status: 401 })
  return NextResponse.json({ user })
}
