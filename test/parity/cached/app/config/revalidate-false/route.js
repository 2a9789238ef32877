import { run } from '../../../lib/run'

export const revalidate = false

export const GET = () => new Response(run())
