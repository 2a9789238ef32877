/** What Next.js answers to an id that is not listed. */
import { Response } from '../natives.js'

export function notFound(): Response {
  return new Response('Not Found', { status: 404 })
}
