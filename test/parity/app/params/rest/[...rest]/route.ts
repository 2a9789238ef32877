export async function GET(_request: Request, { params }: { params: Promise<{ rest: string[] }> }) {
  return Response.json(await params)
}
