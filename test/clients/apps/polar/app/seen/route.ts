import { seen } from '../../lib/seen'

export const GET = () => Response.json(seen)
