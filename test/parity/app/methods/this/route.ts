export function GET(this: unknown, ...args: unknown[]) {
  return Response.json({ self: typeof this, args: args.length })
}
