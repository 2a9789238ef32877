/**
 * Takes out of an answer what may differ between two correct servers: the port, the time, the
 * framing the host chose, and the header names that only a Next client needs (D-p).
 */
import type { Answer } from './wire'

const RSC_NAMES = /^(rsc|next-url|next-router-(state-tree|prefetch|segment-prefetch))$/i

/** Stand for the pages that Next answers by itself, headers and all. */
export const NEXT_404 = '<the 404 page of Next.js>'
export const NEXT_500 = '<the 500 page of Next.js>'

/** An answer as it is compared. The headers named by `keep` stay as they are. */
export function normalise(answer: Answer, port: number, keep: readonly string[] = []): Answer {
  const text = (value: string) =>
    value.replaceAll(`localhost:${port}`, 'localhost:PORT').replaceAll(`"${port}"`, '"PORT"')
  const page = nextPage(answer)
  if (page) return { ...answer, headers: {}, body: page }

  const headers: Answer['headers'] = {}
  for (const [name, values] of Object.entries(answer.headers)) {
    const kept = keep.includes(name) ? values : normaliseLines(name, values.map(text), answer)
    if (kept.length > 0) headers[name] = kept
  }
  return withoutBoundary({ ...answer, headers, body: text(answer.body) })
}

/** Pages have an ETag of Next's making; answers of handlers never do. */
function nextPage({ status, headers, body }: Answer): string | undefined {
  if (!headers.etag) return undefined
  if (status === 404 && headers['x-powered-by']?.[0] === 'Next.js') return NEXT_404
  return status === 500 && body === 'Internal Server Error' ? NEXT_500 : undefined
}

/** A true length and a chunked coding say the same: here is the end of the body. */
function isFraming(name: string, lines: string[], { bytes }: Answer): boolean {
  if (name === 'transfer-encoding') return lines.join() === 'chunked'
  return name === 'content-length' && lines.join() === String(bytes)
}

function normaliseLines(name: string, lines: string[], answer: Answer): string[] {
  return isFraming(name, lines, answer) ? [] : lines.flatMap(line => normaliseLine(name, line))
}

function normaliseLine(name: string, value: string): string[] {
  switch (name) {
    case 'date':
      return isNow(value) ? [] : [value]
    case 'connection':
    case 'keep-alive':
      return []
    case 'vary':
      return vary(value)
    case 'set-cookie':
      return [cookie(value)]
    default:
      return [value]
  }
}

const isNow = (date: string) => Math.abs(Date.now() - Date.parse(date)) < 60_000

function vary(value: string): string[] {
  const names = value.split(', ').filter(name => !RSC_NAMES.test(name))
  return names.length > 0 ? [names.join(', ')] : []
}

/** The draft mode id is random; `Max-Age` brings an `Expires` counted from now. */
function cookie(line: string): string {
  const maxAge = /; Max-Age=(\d+)/.exec(line)?.[1]
  return line
    .replace(/^__prerender_bypass=[^;]+/, '__prerender_bypass=ID')
    .replace(/; Expires=([^;]+)/, (whole, date: string) => {
      const late = Date.parse(date) - Date.now() - Number(maxAge) * 1000
      return Math.abs(late) < 60_000 ? `; Expires=<now + ${maxAge} s>` : whole
    })
}

function withoutBoundary(answer: Answer): Answer {
  const boundary = /boundary=(.+)$/.exec(answer.headers['content-type']?.[0] ?? '')?.[1]
  if (!boundary) return answer
  const headers = { ...answer.headers, 'content-type': ['multipart/form-data; boundary=B'] }
  return { ...answer, headers, body: answer.body.replaceAll(boundary, 'B') }
}
