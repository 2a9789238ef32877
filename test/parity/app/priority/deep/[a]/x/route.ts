export const GET = () => new Response('[a]/x')
