/** ai: the streams of a model, which is a mock and says its second word when it is told to. */
import { setImmediate } from 'node:timers/promises'
import { type Calls, inChunks, type Site } from '../site'

const asked = (text: string) => ({
  messages: [{ id: '1', role: 'user', parts: [{ type: 'text', text }] }],
})
const release = (site: Site) => () => site.fetch('/api/release', { method: 'POST' })

export const calls: Calls = {
  'a chat is an event stream, word by word': async site => {
    const answer = await site.post('/api/chat', asked('hello'))
    expect(answer.headers.get('content-type')).toMatch('text/event-stream')
    expect(answer.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1')
    const text = await inChunks(answer, '"delta":"hello"', release(site))
    expect(text).toContain('"delta":" world"')
    expect(text).toMatch(/data: \[DONE\]\n\n$/)
  },
  'a text is streamed word by word': async site => {
    const answer = await site.fetch('/api/text')
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await inChunks(answer, 'hello', release(site))).toBe('hello world')
  },
  'a client that leaves aborts the model': async site => {
    const leaving = new AbortController()
    const answer = await fetch(`${site.origin}/api/chat`, {
      method: 'POST',
      body: JSON.stringify(asked('leaving')),
      headers: { 'content-type': 'application/json' },
      signal: leaving.signal,
    })
    await answer.body!.getReader().read()
    leaving.abort()
    let aborted = ''
    while (!aborted.includes('leaving')) {
      aborted = await (await site.fetch('/api/release')).text()
      await setImmediate()
    }
  },
  'a stream that a handler writes itself': async site => {
    const answer = await site.fetch('/api/custom')
    expect(await answer.text()).toBe(
      'data: {"type":"data-place","data":{"name":"Bern"}}\n\ndata: [DONE]\n\n',
    )
  },
}
