export async function POST() {
  return new Response('not read')
}
