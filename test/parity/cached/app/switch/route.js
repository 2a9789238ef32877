import { switches } from '../../lib/switches'

export async function POST(request) {
  const { name, value } = await request.json()
  switches.set(name, value)
  return Response.json('done')
}
