/** Row 163: where redirect() may lead, and what its Location may carry. */
import { fault } from './fault'
import { failed } from './legend'

const targets: Array<[target: string, location: string]> = [
  ['/한', '/%ED%95%9C'],
  ['/a b?c=d e#f', '/a%20b?c=d%20e#f'],
  ['//evil.example/x', '//evil.example/x'],
  ['javascript:alert(1)', 'javascript:alert(1)'],
  ['https://shop.example/ä?ö', 'https://shop.example/%C3%A4?%C3%B6'],
]

for (const [target, location] of targets) {
  fault({
    row: 163,
    title: `redirect(${JSON.stringify(target)}) is 307 to ${location}`,
    handler: () => require('route-handlers/next/navigation').redirect(target),
    send: client => client.get(client.path),
    expect(answer, { seen }) {
      expect([answer.status, answer.one('location'), answer.text]).toEqual([307, location, ''])
      expect([seen.errors, seen.reported]).toEqual([[], []])
    },
    warns: ['RH_REDIRECT'],
  })
}

for (const target of ['/a\r\nX:1', '/a\nset-cookie: b=1', '/a\0', '/\\evil.example']) {
  fault({
    row: 163,
    title: `redirect(${JSON.stringify(target)}) is an error of the handler`,
    handler: () => require('route-handlers/next/navigation').redirect(target),
    send: client => client.get(client.path),
    expect(answer, client) {
      failed('RH_INVALID_ARGUMENT')(answer, client)
      expect(answer.all('location')).toEqual([])
      expect(answer.all('x')).toEqual([])
    },
  })
}
