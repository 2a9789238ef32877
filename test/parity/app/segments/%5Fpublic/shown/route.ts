export const GET = () => new Response('shown')
