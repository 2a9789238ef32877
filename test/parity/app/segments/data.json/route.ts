export const GET = () => Response.json({ literal: 'data.json' })
