export const GET = () => new Response('[...rest]')
