export const dynamic = 'auto'
export const dynamicParams = true
export const revalidate = 0
export const fetchCache = 'auto'
export const runtime = 'nodejs'
export const preferredRegion = ['iad1', 'fra1']
export const maxDuration = 30

export async function GET() {
  return new Response('configured')
}
