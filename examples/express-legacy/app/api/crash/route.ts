/** An error nobody foresaw: the client gets the 500 of legacy/errors.js, the log gets the stack. */
export function GET() {
  throw new Error('The tea exchange is closed')
}
