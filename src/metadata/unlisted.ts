/** Ids that nobody has listed. */
import { Response } from '../natives.js'

/** What Next.js answers to one. */
export function notFound(): Response {
  return new Response('Not Found', { status: 404 })
}

/** Below another parameter they are not known in advance; what is asked for is kept. */
export function none(): readonly object[] {
  return []
}
