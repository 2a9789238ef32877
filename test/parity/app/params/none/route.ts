export async function GET(_request: Request, context: { params: Promise<unknown> }) {
  return Response.json({
    keys: Object.keys(context),
    params: typeof context.params,
    awaited: typeof (await context.params),
  })
}
