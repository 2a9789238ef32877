export async function GET() {
  return Response.json({ method: 'GET' })
}

export async function POST() {
  return Response.json({ method: 'POST' }, { status: 201 })
}
