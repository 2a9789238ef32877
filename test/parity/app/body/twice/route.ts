export async function POST(request: Request) {
  const first = await request.text()
  const second = await request.text().catch((error: Error) => `${error.name}: ${error.message}`)
  return Response.json({ first, second, used: request.bodyUsed })
}
