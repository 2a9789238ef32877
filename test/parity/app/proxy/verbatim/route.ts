/** What a backend for a frontend does: the upstream's response is the answer. */
export async function GET(request: Request) {
  return fetch(new URL('/next-response/json', request.url), { signal: request.signal })
}
