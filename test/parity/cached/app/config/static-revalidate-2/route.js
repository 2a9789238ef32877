import { run } from '../../../lib/run'

export const dynamic = 'force-static'
export const revalidate = 2

export const GET = () => Response.json({ run: run() })
