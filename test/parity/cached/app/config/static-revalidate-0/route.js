import { run } from '../../../lib/run'

export const dynamic = 'force-static'
export const revalidate = 0

export const GET = () => Response.json({ run: run() })
