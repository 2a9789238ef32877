export const GET = () => new Response('sp ace')
