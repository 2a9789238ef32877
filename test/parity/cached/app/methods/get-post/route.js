import { run } from '../../../lib/run'

export const dynamic = 'force-static'

export const GET = () => new Response(`GET ${run()}`)

export const POST = async request => new Response(`POST ${await request.text()} ${run()}`)
