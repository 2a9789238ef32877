/** An address of the server behind the routes: every answer of it is another. */
export const origin = path => `${process.env.ORIGIN}${path}`
