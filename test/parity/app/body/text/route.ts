export async function POST(request: Request) {
  const text = await request.text()
  return Response.json({ text, length: text.length, type: request.headers.get('content-type') })
}
