export async function POST(request: Request) {
  const { byteLength } = await request.arrayBuffer()
  return Response.json({ byteLength })
}
