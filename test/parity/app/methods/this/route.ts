export function GET(...args: unknown[]) {
  return Response.json({ args: args.length })
}
