/** The packages, each with the handler it ships, the routes in `apps` and what is to hold. */
import { calls as ai } from './calls/ai'
import { calls as betterAuth } from './calls/better-auth'
import { calls as elysia } from './calls/elysia'
import { calls as graphqlYoga } from './calls/graphql-yoga'
import { calls as hono } from './calls/hono'
import { calls as inngest } from './calls/inngest'
import { calls as nextAuth } from './calls/next-auth'
import { calls as polar } from './calls/polar'
import { calls as qstash } from './calls/qstash'
import { calls as scalar } from './calls/scalar'
import { calls as stripe } from './calls/stripe'
import { calls as svix } from './calls/svix'
import { calls as trpc } from './calls/trpc'
import { calls as tsRest } from './calls/ts-rest'
import { calls as uploadthing } from './calls/uploadthing'
import type { Calls } from './site'

export interface Client {
  /** Name on npm. */
  readonly name: string
  /** Directory in `apps`. */
  readonly app: string
  /** The line of its documentation, as a route file has it up to the dots. */
  readonly line: string
  readonly calls: Calls
}

export const CLIENTS: readonly Client[] = [
  {
    name: 'better-auth',
    app: 'better-auth',
    line: 'export const { GET, POST } = toNextJsHandler(auth)',
    calls: betterAuth,
  },
  {
    name: 'next-auth',
    app: 'next-auth',
    line: 'export const { GET, POST } = handlers',
    calls: nextAuth,
  },
  {
    name: 'uploadthing',
    app: 'uploadthing',
    line: 'export const { GET, POST } = createRouteHandler({ … })',
    calls: uploadthing,
  },
  {
    name: 'inngest',
    app: 'inngest',
    line: 'export const { GET, POST, PUT } = serve({ … })',
    calls: inngest,
  },
  {
    name: '@trpc/server',
    app: 'trpc',
    line: 'export { handler as GET, handler as POST }',
    calls: trpc,
  },
  {
    name: 'graphql-yoga',
    app: 'graphql-yoga',
    line: 'export { handleRequest as GET, handleRequest as POST, … }',
    calls: graphqlYoga,
  },
  { name: 'ai', app: 'ai', line: 'return result.toUIMessageStreamResponse()', calls: ai },
  { name: 'hono', app: 'hono', line: 'export const GET = handle(app)', calls: hono },
  { name: 'elysia', app: 'elysia', line: 'export const GET = app.fetch', calls: elysia },
  {
    name: '@ts-rest/serverless',
    app: 'ts-rest',
    line: "const handler = createNextHandler(…, { handlerType: 'app-router', … })",
    calls: tsRest,
  },
  {
    name: '@polar-sh/nextjs',
    app: 'polar',
    line: 'export const POST = Webhooks({ … })',
    calls: polar,
  },
  {
    name: '@scalar/nextjs-api-reference',
    app: 'scalar',
    line: 'export const GET = ApiReference({ … })',
    calls: scalar,
  },
  {
    name: 'stripe',
    app: 'stripe',
    line: 'stripe.webhooks.constructEvent(await request.text(), …)',
    calls: stripe,
  },
  {
    name: 'svix',
    app: 'svix',
    line: 'new Webhook(…).verify(await request.text(), …)',
    calls: svix,
  },
  {
    name: '@upstash/qstash',
    app: 'qstash',
    line: 'export const POST = verifySignatureAppRouter(…)',
    calls: qstash,
  },
]
