import { origin } from './origin'
import { run } from './run'

/** What a fetch gives that says nothing of caching. */
export async function fetched(path) {
  const response = await fetch(origin(`/fetched/${path}`))
  return Response.json({ fetched: await response.text(), run: run() })
}
