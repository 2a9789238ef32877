import { run } from '../../../lib/run'

export const revalidate = 2

export const GET = () => new Response(run())
