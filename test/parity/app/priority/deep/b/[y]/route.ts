export const GET = () => new Response('b/[y]')
