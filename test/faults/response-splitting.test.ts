/** Row 223: what a client sends never becomes a line of the head. */
import { fault } from './fault'
import { answered } from './legend'

const injection = '%0d%0aX-Injected:%201%0d%0a%0d%0a<html>'

const places: ReadonlyArray<[what: string, answer: (value: string) => Response]> = [
  ['a header', value => new Response(null, { headers: { 'x-value': value } })],
  ['the status line', value => new Response(null, { statusText: value })],
  ['Location', value => new Response(null, { status: 302, headers: { location: value } })],
  ['a cookie', value => new Response(null, { headers: { 'set-cookie': `a=${value}` } })],
  [
    'a header of a home-made response',
    value =>
      ({
        status: 200,
        statusText: '',
        headers: Object.assign(new Headers(), {
          *[Symbol.iterator]() {
            yield ['x-value', value]
          },
        }),
        body: null,
      }) as unknown as Response,
  ],
]

for (const [what, answer] of places) {
  fault({
    row: 223,
    title: `line breaks from the query never get into ${what}`,
    handler: request => answer(new URL(request.url).searchParams.get('v') ?? ''),
    send: client => client.get(`${client.path}?v=${injection}`),
    expect(result) {
      expect(result.status).toBe(500)
      expect(result.all('x-injected')).toEqual([])
      expect(result.text).not.toContain('<html>')
    },
  })
}

fault({
  row: 223,
  title: 'the same value without line breaks goes through',
  handler: request =>
    new Response(null, { headers: { 'x-value': new URL(request.url).search.slice(1) } }),
  send: client => client.get(`${client.path}?${injection.replaceAll('%0d%0a', '')}`),
  expect: (answer, client) => {
    answered('')(answer, client)
    expect(answer.one('x-value')).toContain('X-Injected')
  },
})
