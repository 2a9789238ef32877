export const GET = () => new Response('fixed')
