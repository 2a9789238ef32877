export const POST = () => new Response('only')
