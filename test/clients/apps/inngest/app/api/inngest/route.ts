import { serve } from 'inngest/next'
import { greet, inngest } from '../../../lib/inngest'

export const { GET, POST, PUT } = serve({ client: inngest, functions: [greet] })
