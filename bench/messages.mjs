/** A workload as bytes of HTTP/1.1, and what was written in answer to it. */
import assert from 'node:assert/strict'
import { STATUS_CODES } from 'node:http'

export function requestBytes({ method, path, headers, body }) {
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  const fields = Object.entries({ host: '127.0.0.1:3000', ...headers, ...length })
  const head = [`${method} ${path} HTTP/1.1`, ...fields.map(field => field.join(': ')), '', '']
  return Buffer.from(head.join('\r\n') + (body ?? ''))
}

export const statusLine = ({ status }) => `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`

export function beginsWith([{ chunk }], text) {
  if (typeof chunk === 'string') return chunk.startsWith(text)
  return chunk.latin1Slice(0, text.length) === text
}

const LAST_CHUNK = '0\r\n\r\n'

/** Throws unless the parts of one write are a whole answer: of a known length, or chunked and empty. */
export function responseOf(parts) {
  const bytes = Buffer.concat(parts.map(({ chunk, encoding }) => bytesOf(chunk, encoding)))
  const end = bytes.indexOf('\r\n\r\n')
  const [first, ...lines] = bytes.latin1Slice(0, end).split('\r\n')
  const fields = lines.map(line => [
    line.slice(0, line.indexOf(':')),
    line.slice(line.indexOf(':') + 1),
  ])
  const rest = bytes.subarray(end + 4)
  const body = String(rest) === LAST_CHUNK ? '' : rest
  const response = new Response(body, { status: first.split(' ')[1], headers: fields })
  assert.equal(body.length, Number(response.headers.get('content-length')))
  return response
}

const bytesOf = (chunk, encoding) =>
  typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk
