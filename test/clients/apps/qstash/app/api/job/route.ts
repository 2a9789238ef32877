import { verifySignatureAppRouter } from '@upstash/qstash/nextjs'

export const POST = verifySignatureAppRouter(
  async (request: Request) => Response.json({ done: await request.json() }),
  { currentSigningKey: 'sig_current', nextSigningKey: 'sig_next' },
)
