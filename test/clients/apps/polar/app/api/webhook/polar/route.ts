import { Webhooks } from '@polar-sh/nextjs'
import { seen } from '../../../../lib/seen'

export const POST = Webhooks({
  webhookSecret: 'polar-secret',
  onPayload: async ({ type }) => {
    seen.push(type)
  },
})
