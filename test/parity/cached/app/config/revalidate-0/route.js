import { run } from '../../../lib/run'

export const revalidate = 0

export const GET = () => new Response(run())
