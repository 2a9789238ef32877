import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'

export async function GET() {
  const store = await cookies()
  return Response.json({ theme: store.get('theme')?.value ?? 'light' })
}

export async function PUT(request: NextRequest) {
  const { theme } = (await request.json()) as { theme: unknown }
  if (theme !== 'light' && theme !== 'dark') {
    return Response.json({ error: 'theme must be light or dark' }, { status: 422 })
  }
  const store = await cookies()
  store.set('theme', theme, { sameSite: 'lax' })
  return Response.json({ theme })
}
