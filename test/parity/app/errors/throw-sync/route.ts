export function GET(): Response {
  throw new TypeError('boom at once')
}
