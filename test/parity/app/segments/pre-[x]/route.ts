export const GET = () => new Response('pre-[x]')
