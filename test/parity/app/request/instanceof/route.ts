export async function GET(request: Request) {
  return Response.json({
    request: request instanceof Request,
    headers: request.headers instanceof Headers,
    url: typeof request.url,
  })
}
