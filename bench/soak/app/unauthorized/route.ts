export const POST = () => new Response('who are you?', { status: 401 })
