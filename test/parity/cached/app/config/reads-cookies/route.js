import { run } from '../../../lib/run'

export const GET = request => new Response(`${typeof request.cookies} ${run()}`)
