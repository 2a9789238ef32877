import { run } from '../../../../lib/run'

export const dynamic = 'force-static'

export const GET = () => new Response(run())
