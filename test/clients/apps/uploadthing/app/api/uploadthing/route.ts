import { createRouteHandler } from 'uploadthing/next'
import { ingest } from '../../../lib/ingest'
import { router } from '../../../lib/router'

const account = { apiKey: 'sk_test_key', appId: 'app', regions: ['test'] }
const token = Buffer.from(JSON.stringify(account)).toString('base64')

export const { GET, POST } = createRouteHandler({
  router,
  config: { token, isDev: false, fetch: ingest, logLevel: 'None' },
})
