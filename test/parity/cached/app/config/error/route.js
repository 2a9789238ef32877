import { run } from '../../../lib/run'

export const dynamic = 'error'

export const GET = () => Response.json({ run: run() })
