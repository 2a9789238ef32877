export function GET() {
  return new Response('<rss/>', { headers: { 'content-type': 'text/xml' } })
}
