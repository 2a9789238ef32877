import { run } from '../../../lib/run'

export const GET = () => new Response(run())
