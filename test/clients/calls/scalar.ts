/** @scalar/nextjs-api-reference: a handler that takes no arguments. */
import type { Calls } from '../site'

export const calls: Calls = {
  'the reference is a page that names the document': async site => {
    const answer = await site.fetch('/reference')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching('text/html'),
    ])
    const page = await answer.text()
    expect(page).toContain('/openapi.json')
    expect(page).toContain('<title>The shop</title>')
  },
  'other methods are not allowed': async site => {
    const answer = await site.post('/reference', {})
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  },
}
