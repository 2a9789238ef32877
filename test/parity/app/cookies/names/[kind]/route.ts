import { cookies } from 'next/headers'

const names: Record<string, string> = { unicode: '한글', separator: 'a;b', equals: 'a=b' }

export async function GET(_request: Request, { params }: { params: Promise<{ kind: string }> }) {
  const { kind } = await params
  const store = await cookies()
  store.set(names[kind] ?? kind, '1')
  return new Response('ok')
}
