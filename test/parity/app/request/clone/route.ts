export async function POST(request: Request) {
  const copy = request.clone()
  const method = copy.method
  return Response.json({
    method,
    copy: await copy.text(),
    original: await request.text(),
    type: copy.headers.get('content-type'),
    request: copy instanceof Request,
  })
}
