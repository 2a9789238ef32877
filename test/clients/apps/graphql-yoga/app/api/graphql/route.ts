import { createSchema, createYoga } from 'graphql-yoga'
import { Gate } from '../../../../../gate'

const gate = new Gate()

interface NextContext {
  params: Promise<Record<string, string>>
}

const { handleRequest } = createYoga<NextContext>({
  schema: createSchema({
    typeDefs: /* GraphQL */ `
      scalar File
      type Query { greeting(name: String!): String!, user: String, broken: String }
      type Mutation { add(a: Int!, b: Int!): Int!, release: Boolean, size(file: File!): Int! }
      type Subscription { ticks: String! }
    `,
    resolvers: {
      Query: {
        greeting: (_, { name }) => `hello ${name}`,
        user: (_, __, { request }) => request.headers.get('x-user'),
        broken: () => {
          throw new Error('not for the client')
        },
      },
      Mutation: {
        add: (_, { a, b }) => a + b,
        release: () => gate.open(),
        size: async (_, { file }: { file: File }) => (await file.text()).length,
      },
      Subscription: {
        ticks: {
          async *subscribe() {
            const { opened } = gate
            yield { ticks: 'first' }
            await opened
            yield { ticks: 'second' }
          },
        },
      },
    },
  }),
  logging: false,
  graphqlEndpoint: '/api/graphql',
  fetchAPI: { Response },
})

export { handleRequest as GET, handleRequest as POST, handleRequest as OPTIONS }
