import { cookies, draftMode, headers } from 'next/headers'
import { after, connection } from 'next/server'

const failures: Record<string, string> = {}

/** Module scope is no request: each call must fail, at once or as a rejection. */
for (const call of [cookies, headers, draftMode, connection, () => after(() => {})]) {
  try {
    Promise.resolve(call()).catch((error: Error) => {
      failures[call.name || 'after'] = `rejected: ${error.message}`
    })
  } catch (error) {
    failures[call.name || 'after'] = (error as Error).message
  }
}

export async function GET() {
  return Response.json(Object.values(failures))
}
