export async function GET(request: Request) {
  const copy = new Headers(request.headers)
  copy.set('x-added', '1')
  request.headers.set('x-own', 'mutable')
  return Response.json({
    added: copy.get('x-added'),
    original: request.headers.get('x-added'),
    own: request.headers.get('x-own'),
  })
}
