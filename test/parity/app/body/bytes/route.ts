export async function POST(request: Request) {
  const bytes = new Uint8Array(await request.arrayBuffer())
  return Response.json({ length: bytes.length, hex: Buffer.from(bytes).toString('hex') })
}
