import { host } from 'route-handlers'
import { db, file } from '@/lib/db'

/** Proves that both halves use one database: server.js put its own connection in `app.locals`. */
export function GET() {
  const { req } = host()
  return Response.json({ file, sharedWithLegacy: req.app.locals.db === db })
}
