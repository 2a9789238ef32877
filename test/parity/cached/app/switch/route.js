import { switches } from '../../lib/switches'

/** Sets a value, if there is one, and says what it is now. */
export async function POST(request) {
  const { name, value } = await request.json()
  if (value !== undefined) switches.set(name, value)
  return Response.json(switches.get(name) ?? null)
}
