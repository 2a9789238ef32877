import { initTRPC, TRPCError } from '@trpc/server'
import { z } from 'zod'
import { Gate } from '../../../gate'

interface Context {
  readonly user: string | null
}

const t = initTRPC.context<Context>().create()
export const gate = new Gate()

export const router = t.router({
  greeting: t.procedure
    .input(z.object({ name: z.string() }))
    .query(({ input, ctx }) => ({ text: `hello ${input.name}`, user: ctx.user })),
  add: t.procedure
    .input(z.object({ a: z.number(), b: z.number() }))
    .mutation(({ input }) => input.a + input.b),
  secret: t.procedure.query(({ ctx }) => {
    if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' })
    return 'the secret'
  }),
  held: t.procedure.query(async () => {
    await gate.opened
    return 'let go'
  }),
  ticks: t.procedure.subscription(async function* () {
    const { opened } = gate
    yield 'first'
    await opened
    yield 'second'
  }),
  release: t.procedure.mutation(() => gate.open()),
})
