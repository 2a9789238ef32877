const encoder = new TextEncoder()

const responses: Record<string, () => Response> = {
  string: () => new Response('한글'),
  blob: () => new Response(new Blob(['<p>'], { type: 'text/html' })),
  'untyped-blob': () => new Response(new Blob(['bytes'])),
  form: () => {
    const form = new FormData()
    form.append('a', '1')
    form.append('file', new File(['text'], 'a.txt', { type: 'text/plain' }))
    return new Response(form)
  },
  'search-params': () => new Response(new URLSearchParams({ a: '1', b: 'x y' })),
  bytes: () => new Response(encoder.encode('bytes')),
  stream: () => new Response(new Blob(['streamed']).stream()),
  null: () => new Response(null),
  'empty-string': () => new Response(''),
  json: () => Response.json({ a: 1 }),
  'own-type': () => new Response('{}', { headers: { 'content-type': 'application/problem+json' } }),
  redirect: () => Response.redirect('https://nextjs.org/', 301),
}

export async function GET(_request: Request, { params }: { params: Promise<{ name: string }> }) {
  return responses[(await params).name]?.() ?? new Response('no such kind', { status: 404 })
}
