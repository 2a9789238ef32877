export async function GET() {
  const headers = new Headers({
    'cache-control': 'public, max-age=5',
    etag: '"abc"',
    link: '</a>; rel=x',
    server: 'srv',
    vary: 'Accept',
    'x-powered-by': 'me',
    'content-language': 'en',
  })
  headers.append('x-multi', 'a')
  headers.append('x-multi', 'b')
  headers.append('www-authenticate', 'Basic realm="a"')
  headers.append('www-authenticate', 'Digest realm="b"')
  return new Response('ok', { headers })
}
