/** What the service was told, which is not reached from here. */
export const told: { readonly path: string; readonly body: unknown }[] = []

export async function ingest(input: string | URL | Request, init?: RequestInit) {
  const request = new Request(input, init)
  told.push({ path: new URL(request.url).pathname, body: await request.json() })
  return Response.json({ ok: true })
}
