const answer = (method: string) => () => new Response(method, { headers: { 'x-method': method } })

export const GET = answer('GET')
export const HEAD = answer('HEAD')
export const OPTIONS = answer('OPTIONS')
export const POST = answer('POST')
export const PUT = answer('PUT')
export const DELETE = answer('DELETE')
export const PATCH = answer('PATCH')
