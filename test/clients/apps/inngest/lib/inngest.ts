import { Inngest } from 'inngest'

export const cloud: string[] = []

export const inngest = new Inngest({
  id: 'shop',
  isDev: true,
  fetch: async (input: string | URL | Request) => {
    cloud.push(new URL(input instanceof Request ? input.url : input).pathname)
    return Response.json({ ok: true, modified: true })
  },
})

export const greet = inngest.createFunction(
  { id: 'greet', triggers: [{ event: 'user/created' }] },
  async ({ event, step }) => step.run('say', () => `hello ${event.data.name}`),
)
