import { origin } from '../../../../lib/origin'

const CALLS = {
  plain: url => fetch(url),
  'force-cache': url => fetch(url, { cache: 'force-cache' }),
  'no-store': url => fetch(url, { cache: 'no-store' }),
  'no-cache': url => fetch(url, { cache: 'no-cache' }),
  zero: url => fetch(url, { next: { revalidate: 0 } }),
  never: url => fetch(url, { next: { revalidate: false } }),
  seconds: url => fetch(url, { next: { revalidate: 2 } }),
  tags: (url, tag) => fetch(url, { next: { tags: [tag], revalidate: 3600 } }),
  'tags-only': url => fetch(url, { next: { tags: ['fetch-tags-only'] } }),
  path: url => fetch(url, { cache: 'force-cache' }),
  both: url => fetch(url, { cache: 'force-cache', next: { revalidate: 0 } }),
  contrary: url => fetch(url, { cache: 'no-store', next: { revalidate: 60 } }),
  post: url => fetch(url, { method: 'POST', body: 'a', cache: 'force-cache' }),
  authorized: url => fetch(url, { cache: 'force-cache', headers: { authorization: 'a' } }),
  status: url => fetch(`${url}?status=404`, { cache: 'force-cache' }),
  cookie: url => fetch(`${url}?cookie=1`, { cache: 'force-cache' }),
  request: url => fetch(new Request(url, { cache: 'force-cache' })),
  invalid: url => fetch(url, { next: { revalidate: 'x' } }),
}

export async function GET(request, { params }) {
  const { how } = await params
  const asked = request.headers.get('x-as') ?? how
  try {
    const response = await CALLS[how](origin(`/fetch/${asked}`), asked)
    return Response.json({
      status: response.status,
      body: await response.text(),
      cookies: response.headers.getSetCookie(),
      type: response.headers.get('content-type'),
      path: new URL(response.url).pathname,
      redirected: response.redirected,
      class: response instanceof Response,
    })
  } catch (error) {
    return Response.json({ error: error.message })
  }
}
