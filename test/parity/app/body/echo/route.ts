export async function POST(request: Request) {
  const type = request.headers.get('content-type') ?? 'application/octet-stream'
  return new Response(request.body, { headers: { 'content-type': type } })
}

export { POST as DELETE }
