export async function GET(request: Request) {
  return Response.json({
    accept: request.headers.get('accept'),
    repeated: request.headers.get('x-repeated'),
    empty: request.headers.get('x-empty'),
    latin1: request.headers.get('x-latin1'),
    referer: request.headers.get('referer'),
    authorization: request.headers.get('authorization'),
    origin: request.headers.get('origin'),
    secFetch: request.headers.get('sec-fetch-mode'),
    te: request.headers.get('te'),
    flight: request.headers.get('next-router-prefetch'),
  })
}
