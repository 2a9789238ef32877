import { run } from '../../../lib/run'

export const revalidate = 60

export const GET = () => new Response(`GET ${run()}`)

export const PUT = () => new Response(`PUT ${run()}`)
