export async function GET(
  _request: Request,
  { params }: { params: Promise<{ shop: string; item: string }> },
) {
  const { shop, item } = await params
  return Response.json({ shop, item })
}
