/** Requests whose target and headers go out as given, over HTTP/1 bytes and HTTP/2 fields alike. */
import path from 'node:path'
import type { Setup } from '../hosts/host/setup'
import type { NotApplicable } from '../hosts/table'

/** A GET as bytes. */
export function get(target: string, headers = 'Host: good.example:81\r\n'): string {
  return `GET ${target} HTTP/1.1\r\n${headers}\r\n`
}

/** `app/[...all]` beside `app/admin`: every path that can be owned is. */
export const everything: Setup = { dir: path.join(__dirname, 'fixtures/everything') }

/** The same below a mount path. */
export const mounted: Setup = { path: '/api' }

export const onlyHttp2: NotApplicable = {
  express4: 'about HTTP/2',
  express5: 'about HTTP/2',
  koa2: 'about HTTP/2',
  koa3: 'about HTTP/2',
  'node:http': 'about HTTP/2',
}
