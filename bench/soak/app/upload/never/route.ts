export const POST = () => new Response('not wanted', { status: 403 })
