import { Inngest } from 'inngest'
import { serve } from 'inngest/next'

const client = new Inngest({ id: 'signed', isDev: false, signingKey: 'signkey-test-00112233' })
const done = client.createFunction(
  { id: 'done', triggers: [{ event: 'done' }] },
  async () => 'done',
)

export const { GET, POST, PUT } = serve({ client, functions: [done] })
