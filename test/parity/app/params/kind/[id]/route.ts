export async function GET(_request: Request, context: { params: Promise<{ id: string }> }) {
  return Response.json({
    keys: Object.keys(context),
    promise: typeof context.params.then,
    awaited: await context.params,
  })
}
