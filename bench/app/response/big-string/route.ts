const text = 'x'.repeat(1_048_576)

export const GET = () => new Response(text)
