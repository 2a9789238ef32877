import { run } from '../../../lib/run'

export const dynamic = 'force-dynamic'
export const revalidate = 60

export const GET = () => Response.json({ run: run() })
