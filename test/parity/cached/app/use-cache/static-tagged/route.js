import { run } from '../../../lib/run'
import { LIVES } from '../../../lib/use-cache'

export const dynamic = 'force-static'

export const GET = async () => Response.json({ value: await LIVES.tagged(), run: run() })
