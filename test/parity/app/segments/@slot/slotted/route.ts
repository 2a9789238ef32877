export const GET = () => new Response('slotted')
