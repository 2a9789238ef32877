export const GET = () => new Response('[id]')
