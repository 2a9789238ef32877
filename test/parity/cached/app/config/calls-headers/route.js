import { headers } from 'next/headers'
import { run } from '../../../lib/run'

export const revalidate = 60

export async function GET() {
  const names = [...(await headers()).keys()]
  return new Response(`${names.length > 0} ${run()}`)
}
