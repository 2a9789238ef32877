export const maxDuration = 1

export async function GET() {
  await new Promise(resolve => setTimeout(resolve, 1500))
  return new Response('late')
}
