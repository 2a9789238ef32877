import { aborted, gate } from '../../../lib/model'

export const GET = () => Response.json(aborted)

export function POST() {
  gate.open()
  return new Response(null, { status: 204 })
}
