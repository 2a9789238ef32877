/** What makes two calls of `fetch` the same to the cache. */
import { sentBody } from '../../../../src/cache/fetch/body'
import { fetchKey } from '../../../../src/cache/fetch/key'

const URL = 'http://origin/a'

async function keyOf(
  input: string | Request = URL,
  init: RequestInit = {},
  prefix = '',
): Promise<string> {
  const request = new Request(input, init)
  return fetchKey(request, await sentBody(init.body, request), prefix, init)
}

const streamOf = (...chunks: string[]): RequestInit => ({
  body: new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(Buffer.from(chunk))
      controller.close()
    },
  }),
  duplex: 'half',
})

function form(...fields: ReadonlyArray<readonly [string, string | Blob, string?]>): FormData {
  const data = new FormData()
  for (const [name, value, file] of fields) {
    if (typeof value === 'string') data.append(name, value)
    else data.append(name, value, file)
  }
  return data
}

const post = (body: unknown, init: RequestInit = {}): RequestInit => ({
  method: 'POST',
  body: body as BodyInit,
  ...init,
})

type Call = readonly [input: string | Request, init?: RequestInit, prefix?: string]

const same: ReadonlyArray<readonly [what: string, first: Call, second: Call]> = [
  ['nothing', [URL], [URL]],
  ['the case of a method', [URL, { method: 'get' }], [URL, { method: 'GET' }]],
  [
    'the case and the order of headers',
    [URL, { headers: { B: '2', a: '1' } }],
    [URL, { headers: { A: '1', b: '2' } }],
  ],
  [
    'tracing',
    [URL, { headers: { traceparent: '00-1', tracestate: 'x=1' } }],
    [URL, { headers: { traceparent: '00-2' } }],
  ],
  ['a signal', [URL], [URL, { signal: new AbortController().signal }]],
  [
    'how a form is delimited',
    [URL, post(form(['a', 'b'], ['f', new Blob(['x']), 'n']))],
    [URL, post(form(['a', 'b'], ['f', new Blob(['x']), 'n']))],
  ],
  [
    'the chunks of a stream',
    [URL, { method: 'POST', ...streamOf('a', 'b') }],
    [URL, { method: 'POST', ...streamOf('ab') }],
  ],
  [
    'where it is said: in a Request, or beside it',
    [new Request(URL, { headers: { a: '1' }, method: 'PUT' })],
    [URL, { headers: { a: '1' }, method: 'PUT' }],
  ],
  [
    'what a Request says that is overruled beside it',
    [new Request(URL, { headers: { a: '1' } }), { headers: { b: '2' } }],
    [URL, { headers: { b: '2' } }],
  ],
]

const different: ReadonlyArray<readonly [what: string, first: Call, second: Call]> = [
  ['a URL', [URL], [`${URL}?`]],
  ['a method', [URL], [URL, { method: 'HEAD' }]],
  ['a header', [URL], [URL, { headers: { a: '' } }]],
  [
    'Authorization',
    [URL, { headers: { authorization: 'Bearer a' } }],
    [URL, { headers: { authorization: 'Bearer b' } }],
  ],
  ['Cookie', [URL, { headers: { cookie: 'a=1' } }], [URL, { headers: { cookie: 'a=2' } }]],
  ['redirect', [URL], [URL, { redirect: 'manual' }]],
  ['cache', [URL], [URL, { cache: 'force-cache' }]],
  ['credentials', [URL], [URL, { credentials: 'include' }]],
  ['mode', [URL], [URL, { mode: 'no-cors' }]],
  ['integrity', [URL], [URL, { integrity: 'sha256-x' }]],
  ['referrer', [URL], [URL, { referrer: '' }]],
  ['referrerPolicy', [URL], [URL, { referrerPolicy: 'no-referrer' }]],
  ['a prefix of the mount', [URL, {}, 'a'], [URL, {}, 'b']],
  ['a body', [URL, post('a')], [URL, post('b')]],
  ['no body and an empty one', [URL, { method: 'POST' }], [URL, post('')]],
  ['bytes and text', [URL, post('a')], [URL, post(Buffer.from('a'))]],
  ['text and text of a stream', [URL, post('a')], [URL, { method: 'POST', ...streamOf('a') }]],
  [
    'fields that would join to one',
    [
      URL,
      post(
        new URLSearchParams([
          ['a', '1'],
          ['b', '2'],
        ]),
      ),
    ],
    [URL, post(new URLSearchParams([['a', '1,b=2']]))],
  ],
  [
    'a form and parameters',
    [URL, post(form(['a', '1']))],
    [URL, post(new URLSearchParams([['a', '1']]))],
  ],
  [
    'a field and a file',
    [URL, post(form(['a', 'x']))],
    [URL, post(form(['a', new Blob(['x']), 'x']))],
  ],
  [
    'the name of a file',
    [URL, post(form(['a', new Blob(['x']), 'x']))],
    [URL, post(form(['a', new Blob(['x']), 'y']))],
  ],
  [
    'the type of a blob',
    [URL, post(new Blob(['x'], { type: 'text/a' }))],
    [URL, post(new Blob(['x'], { type: 'text/b' }))],
  ],
]

describe('the key of a fetch', () => {
  it.each(same)('does not depend on %s', async (_, first, second) => {
    expect(await keyOf(...first)).toBe(await keyOf(...second))
  })

  it.each(different)('depends on %s', async (_, first, second) => {
    expect(await keyOf(...first)).not.toBe(await keyOf(...second))
  })

  it('depends on who sends: a dispatcher may carry a certificate', async () => {
    const [first, second] = [{}, {}].map(dispatcher => ({ dispatcher }) as RequestInit)
    expect(await keyOf(URL, first)).toBe(await keyOf(URL, first))
    expect(await keyOf(URL, first)).not.toBe(await keyOf(URL, second))
    expect(await keyOf(URL, first)).not.toBe(await keyOf(URL))
  })
})

describe('a body', () => {
  it('is what it was when it was sent', async () => {
    const bytes = Buffer.from('before')
    const params = new URLSearchParams('a=before')
    const init = [post(bytes), post(params)]
    const expected = await Promise.all(init.map(init => keyOf(URL, init)))
    const taken = init.map(init => keyOf(URL, init))
    bytes.write('after!')
    params.set('a', 'after')
    expect(await Promise.all(taken)).toEqual(expected)
  })

  it.each([
    ['text', post('x')],
    ['bytes', post(Buffer.from('x'))],
    ['a stream', { method: 'POST', ...streamOf('x') } as RequestInit],
    ['a blob', post(new Blob(['x']))],
    ['parameters', post(new URLSearchParams('a=x'))],
    ['a form', post(form(['a', 'x']))],
  ])('of %s can be sent as often as it is needed', async (_, init) => {
    const { again } = await sentBody(init.body, new Request(URL, init))
    const texts = [1, 2].map(() => new Request(URL, { method: 'POST', body: again! }).text())
    expect(await Promise.all(texts)).toEqual([
      expect.stringContaining('x'),
      expect.stringContaining('x'),
    ])
  })
})
