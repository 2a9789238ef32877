import { createHmac } from 'node:crypto'
import { handedOver } from '../declare'
import type { Probe } from '../probe'
import type { WireRequest } from '../wire'

const json = { 'content-type': 'application/json' }
const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' }
const multipart = { 'content-type': 'multipart/form-data; boundary=XX' }

const post = (path: string, body?: string | Uint8Array, headers = {}): WireRequest =>
  body === undefined ? { method: 'POST', path, headers } : { method: 'POST', path, body, headers }

const parts = [
  'Content-Disposition: form-data; name="text"\r\n\r\nline 1\r\nline 2',
  'Content-Disposition: form-data; name="한글"\r\n\r\n값',
  'Content-Disposition: form-data; name="file"; filename="a b.txt"\r\nContent-Type: text/plain\r\n\r\ncontent',
  'Content-Disposition: form-data; name="empty"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n',
]
const form = `${parts.map(part => `--XX\r\n${part}\r\n`).join('')}--XX--\r\n`

const event = '{"id":  1}\r\n'
const signature = createHmac('sha256', 'secret').update(event).digest('hex')

const chunked = { 'transfer-encoding': 'chunked' }

export const bodies: readonly Probe[] = [
  ['json()', post('/body/json', '{"a":[1,null,"한글"]}', json)],
  ['json() whatever the content type says', post('/body/json', '{"a":1}')],
  ['json() of an empty body', post('/body/json', '', json)],
  ['json() of no body', post('/body/json')],
  ['json() of what is no JSON', post('/body/json', '{"a":', json)],
  ['json() of a body with a byte order mark', post('/body/json', '\ufeff{"a":1}', json)],
  ['json() of a chunked body', post('/body/json', '{"a":1}', { ...json, ...chunked })],
  ...['DELETE', 'OPTIONS', 'PATCH', 'PUT'].map(
    (method): Probe => [
      `json() of ${method}`,
      { method, path: '/body/json', body: '{"a":1}', headers: { ...json, 'content-length': '7' } },
    ],
  ),
  ['text()', post('/body/text', 'plain 한글', { 'content-type': 'text/plain' })],
  ['text() after Expect: 100-continue', post('/body/text', 'x', { expect: '100-continue' })],
  ['text() of an empty body', post('/body/text', '')],
  ['text() of bytes that are no UTF-8', post('/body/text', new Uint8Array([97, 0xff, 98]))],
  ['arrayBuffer()', post('/body/bytes', new Uint8Array([0, 255, 10, 13]))],
  ['blob()', post('/body/blob', 'blob', { 'content-type': 'image/png' })],
  ['formData() of urlencoded', post('/body/form', 'a=1&a=2&b=x+y&c=%ED%95%9C&d', urlencoded)],
  ['formData() of multipart', post('/body/form', form, multipart)],
  ['formData() of the wrong type', post('/body/form', 'a=1', { 'content-type': 'text/plain' })],
  ['formData() without a type', post('/body/form', 'a=1')],
  ['formData() of broken multipart', post('/body/form', '--XX\r\nbroken', multipart)],
  ['formData() of an empty urlencoded body', post('/body/form', '', urlencoded)],
  ['a body echoed as a stream', post('/body/echo', 'echo '.repeat(50_000))],
  [
    'a DELETE body echoed as a stream',
    { method: 'DELETE', path: '/body/echo', body: 'echo', headers: { 'content-length': '4' } },
  ],
  ['a second read', post('/body/twice', 'once')],
  ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map(
    (method): Probe => [
      `request.body of ${method} without a body`,
      { method, path: '/body/state' },
    ],
  ),
  ['request.body of POST with a body', post('/body/state', 'x')],
  [
    'request.body of GET with a body',
    { path: '/body/state', body: 'x', headers: { 'content-length': '1' } },
  ],
  ['a body nobody reads', post('/body/ignored', 'x'.repeat(100_000))],
  ['a body of 3 MB, counted as it streams', post('/body/count', new Uint8Array(3_000_000))],
  [
    'an error of json() that nobody catches',
    post('/errors/uncaught-json', 'no JSON', json),
    handedOver('Unexpected token \'o\', "no JSON" is not valid JSON'),
  ],
  [
    'a webhook signature over the raw bytes',
    post('/webhook', event, { ...json, 'x-signature': signature }),
  ],
]
