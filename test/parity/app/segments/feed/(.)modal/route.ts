export const GET = () => new Response('intercepted')
