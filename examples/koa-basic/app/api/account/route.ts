import { type NextRequest, NextResponse } from 'next/server'

export function GET(_request: NextRequest, { user }: RouteContext<'/api/account'>) {
  if (!user) return NextResponse.json({ error: 'Log in first' }, { status: 401 })
  return NextResponse.json({ user })
}
