import { run } from '../../../lib/run'

export const GET = request => new Response(`${request.nextUrl.pathname} ${run()}`)
