import type { NextRequest } from 'next/server'

export async function GET(request: NextRequest) {
  const { cookies } = request
  return Response.json({
    a: cookies.get('a'),
    object: cookies.get({ name: 'a', value: '' }),
    missing: cookies.get('missing') ?? null,
    all: cookies.getAll(),
    named: cookies.getAll('a'),
    has: [cookies.has('c'), cookies.has('d')],
    size: cookies.size,
    entries: [...cookies],
    text: cookies.toString(),
  })
}
