const state = (request: Request) =>
  Response.json({ body: request.body === null ? 'null' : request.body.constructor.name })

export { state as DELETE, state as GET, state as PATCH, state as POST, state as PUT }
