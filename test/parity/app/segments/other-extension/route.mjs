export const GET = () => new Response('mjs')
