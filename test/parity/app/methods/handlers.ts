export async function GET() {
  return new Response('shared GET')
}

export async function DELETE() {
  return new Response('shared DELETE', { status: 202 })
}
