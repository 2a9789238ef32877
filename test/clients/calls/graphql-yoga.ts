/** graphql-yoga: operations by POST and GET, an upload, a subscription, GraphiQL. */
import { type Calls, inChunks, type Site } from '../site'

const PATH = '/api/graphql'
const query = (site: Site, text: string, variables = {}) =>
  site.post(PATH, { query: text, variables }, { 'x-user': 'ada' })

export const calls: Calls = {
  'a query has its variables and the request': async site => {
    const answer = await query(site, 'query ($n: String!) { greeting(name: $n) user }', {
      n: 'Ada',
    })
    expect(await answer.json()).toEqual({ data: { greeting: 'hello Ada', user: 'ada' } })
  },
  'a query by GET is in the URL': async site => {
    const answer = await site.fetch(
      `${PATH}?query=${encodeURIComponent('{ greeting(name: "Bo") }')}`,
    )
    expect(await answer.json()).toEqual({ data: { greeting: 'hello Bo' } })
  },
  'a mutation': async site => {
    const answer = await query(site, 'mutation { add(a: 1, b: 2) }')
    expect(await answer.json()).toEqual({ data: { add: 3 } })
  },
  'a mutation by GET is refused': async site => {
    const answer = await site.fetch(`${PATH}?query=${encodeURIComponent('mutation { release }')}`)
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  },
  'an unknown field is an error of the operation': async site => {
    const answer = await query(site, '{ nothing }')
    const [error] = (await answer.json()).errors
    expect(error.message).toBe('Cannot query field "nothing" on type "Query".')
  },
  'what a resolver throws is masked': async site => {
    const answer = await query(site, '{ broken }')
    expect(await answer.json()).toMatchObject({ errors: [{ message: 'Unexpected error.' }] })
  },
  'a file is uploaded as multipart/form-data': async site => {
    const form = new FormData()
    const text = 'mutation ($f: File!) { size(file: $f) }'
    form.set('operations', JSON.stringify({ query: text, variables: { f: null } }))
    form.set('map', JSON.stringify({ 0: ['variables.f'] }))
    form.set('0', new File(['hello'], 'hello.txt', { type: 'text/plain' }))
    const answer = await site.fetch(PATH, { method: 'POST', body: form })
    expect(await answer.json()).toEqual({ data: { size: 5 } })
  },
  'a subscription is an event stream, event by event': async site => {
    const answer = await site.post(
      PATH,
      { query: 'subscription { ticks }' },
      { accept: 'text/event-stream' },
    )
    expect(answer.headers.get('content-type')).toMatch('text/event-stream')
    const release = () => query(site, 'mutation { release }')
    expect(await inChunks(answer, '"first"', release)).toContain('"second"')
  },
  'GraphiQL is HTML for browsers': async site => {
    const answer = await site.fetch(PATH, { headers: { accept: 'text/html' } })
    expect(answer.headers.get('content-type')).toMatch('text/html')
    expect(await answer.text()).toContain('GraphiQL')
  },
}
