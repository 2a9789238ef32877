export const GET = () => new Response('nested')
