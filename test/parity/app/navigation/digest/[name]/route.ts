const digests: Record<string, string> = {
  'see-other': 'NEXT_REDIRECT;replace;/foo;303;',
  'semicolon-url': 'NEXT_REDIRECT;replace;/foo;bar=1;307;',
  'next-14-not-found': 'NEXT_NOT_FOUND',
  'not-found': 'NEXT_HTTP_ERROR_FALLBACK;404',
  teapot: 'NEXT_HTTP_ERROR_FALLBACK;418',
  unknown: 'SOMETHING_ELSE',
}

export async function GET(_request: Request, { params }: { params: Promise<{ name: string }> }) {
  const { name } = await params
  throw Object.assign(new Error(`digest ${name}`), { digest: digests[name] })
}
