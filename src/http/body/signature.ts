/**
 * Webhooks are signed over their exact bytes. Where a parser has thrown those away, the check
 * fails for no visible reason; this names it.
 */
import { warnOnce } from '../../warn.js'
import type { NodeRequest } from '../messages.js'

const SIGNATURES = [
  'stripe-signature',
  'svix-signature',
  'upstash-signature',
  'webhook-signature',
  'x-hub-signature-256',
]

/** @param route - each route is told once. */
export function adviseOnSignature({ headers }: NodeRequest, route: string): void {
  const signature = SIGNATURES.find(name => headers[name] !== undefined)
  if (signature === undefined) return
  warnOnce(
    'RH_RAW_BODY_LOST',
    route,
    `${route} received a body with ${signature}, but a parser in front has replaced its bytes by ` +
      'a value, so the signature cannot match. Keep them: express.json({ verify: keepRawBody }).',
  )
}
