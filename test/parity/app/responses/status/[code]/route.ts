const texts: Record<string, string> = { 418: "I'm a pot", 204: 'Gone Away', 299: 'Miscellaneous' }

export async function GET(_request: Request, { params }: { params: Promise<{ code: string }> }) {
  const { code } = await params
  const empty = ['204', '205', '304'].includes(code)
  const init = { status: Number(code), headers: { 'x-code': code } }
  const statusText = texts[code]
  return new Response(empty ? null : `status ${code}`, statusText ? { ...init, statusText } : init)
}
