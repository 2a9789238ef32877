import { headers } from 'next/headers'
import { fetched } from '../../../../lib/fetched'

export async function GET() {
  await headers()
  return fetched('after-headers')
}
