export const GET = () => new Response('Case')
