import { run } from '../../../lib/run'

export const runtime = 'edge'
export const revalidate = 60

export const GET = () => new Response(run())
