import { run } from '../../../lib/run'

export const dynamic = 'force-static'

export const GET = () => new Response(`GET ${run()}`)

export const HEAD = () => new Response(null, { headers: { 'x-head': run() } })
