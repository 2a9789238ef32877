import { run } from '../../../lib/run'

export const GET = () => new Response(`GET ${run()}`)

export const POST = () => new Response(`POST ${run()}`)
