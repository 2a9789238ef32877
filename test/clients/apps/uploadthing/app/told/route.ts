import { told } from '../../lib/ingest'

export const GET = () => Response.json(told)
