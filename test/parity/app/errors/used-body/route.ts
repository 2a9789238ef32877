export async function GET() {
  const response = new Response('used')
  await response.text()
  return response
}
