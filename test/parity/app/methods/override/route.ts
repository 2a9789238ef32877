export async function GET() {
  return new Response('GET')
}

export async function POST(request: Request) {
  return new Response(request.method)
}

export async function DELETE() {
  return new Response('DELETE')
}
