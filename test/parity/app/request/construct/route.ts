import { NextRequest } from 'next/server'

const message = (build: () => { url: string }) => {
  try {
    return build().url
  } catch (error) {
    return (error as Error).message
  }
}

export async function GET() {
  const posted = new NextRequest('http://example.com/a?b=1', { method: 'POST', body: 'text' })
  const cookies = new NextRequest('http://example.com/', { headers: { cookie: 'a=1; b=2' } })
    .cookies
  return Response.json({
    local: message(() => new NextRequest('http://127.0.0.1:99/a/b?x=1#h')),
    relative: message(() => new NextRequest('/relative')),
    duplex: (posted as { duplex?: string }).duplex,
    search: posted.nextUrl.searchParams.get('b'),
    text: await posted.text(),
    cookies: cookies.getAll(),
  })
}
