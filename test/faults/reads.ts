/** Every way to a request body; each ends on its own. */
export type Read = (request: Request) => Promise<unknown>

export const reads: Readonly<Record<string, Read>> = {
  'text()': request => request.text(),
  'json()': request => request.json(),
  'formData()': request => request.formData(),
  'a clone': request => request.clone().text(),
  'the stream': request => new Response(request.body).text(),
  'a copy': request => new Request(request).text(),
}
