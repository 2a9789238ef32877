/** What a cached function must not ask. */
import { revalidateTag } from 'next/cache'
import { cookies, draftMode, headers } from 'next/headers'
import { connection } from 'next/server'
import { evaluated, type Observations, outcome } from './evaluations'

async function privately(): Promise<number> {
  'use cache: private'
  return evaluated('private')
}

async function privateInShared(): Promise<number> {
  'use cache'
  return privately()
}

async function forbidden(what: string): Promise<unknown> {
  'use cache'
  switch (what) {
    case 'cookies':
      return (await cookies()).get('a')
    case 'headers':
      return (await headers()).get('a')
    case 'connection':
      return connection()
    case 'enable':
      return (await draftMode()).enable()
    case 'isEnabled':
      return (await draftMode()).isEnabled
    default:
      return revalidateTag('x', 'max')
  }
}

async function caught(): Promise<string> {
  'use cache'
  return cookies().then(
    () => 'no error',
    ({ message }) => `caught ${message}`,
  )
}

export const forbiddenObservations: Observations = {
  privateInShared: () => outcome(privateInShared()),
  'forbidden-cookies': () => outcome(forbidden('cookies')),
  'forbidden-headers': () => outcome(forbidden('headers')),
  'forbidden-connection': () => outcome(forbidden('connection')),
  'forbidden-enable': () => outcome(forbidden('enable')),
  'forbidden-isEnabled': () => outcome(forbidden('isEnabled')),
  'forbidden-revalidate': () => outcome(forbidden('revalidate')),
  caught: () => outcome(caught()),
}
