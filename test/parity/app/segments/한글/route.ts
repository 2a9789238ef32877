export const GET = () => new Response('한글')
