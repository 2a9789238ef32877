/** Builds a multipart/form-data body (RFC 7578). A part is [name, value] or [name, file, type, bytes]. */
type Part = readonly [string, string] | readonly [string, string, string, string]

export function multipart(parts: readonly Part[]): { type: string; body: Buffer } {
  const boundary = '----hosts'
  const pieces = parts.flatMap(part => {
    const file = part.length === 4 ? `; filename="${part[1]}"\r\nContent-Type: ${part[2]}` : ''
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${part[0]}"${file}\r\n\r\n`
    const value = part.length === 4 ? Buffer.from(part[3], 'latin1') : Buffer.from(part[1])
    return [Buffer.from(head), value, Buffer.from('\r\n')]
  })
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
  }
}
