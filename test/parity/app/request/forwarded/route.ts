export async function GET(request: Request) {
  const seen = [...request.headers].filter(([name]) => name.startsWith('x-forwarded-'))
  return Response.json(Object.fromEntries(seen))
}
