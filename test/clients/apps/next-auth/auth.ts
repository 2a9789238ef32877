import NextAuth from 'next-auth'
import Credentials from 'next-auth/providers/credentials'

export const { handlers, auth, signIn, signOut } = NextAuth({
  secret: 'a secret of no less than thirty-two characters',
  trustHost: true,
  logger: { error() {} },
  providers: [
    Credentials({
      credentials: { name: {}, password: {} },
      authorize: ({ name, password }) => (password === 'right' ? { name: String(name) } : null),
    }),
  ],
})
