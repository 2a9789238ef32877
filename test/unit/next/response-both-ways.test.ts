/** Section "extract a body" of the Fetch standard: the short way and the long one, side by side. */
type Class = typeof import('../../../src/next/response').NextResponse

function load(setting: string): Class {
  const before = process.env['ROUTE_HANDLERS_FAST_PATHS']
  let found: Class | undefined
  process.env['ROUTE_HANDLERS_FAST_PATHS'] = setting
  jest.isolateModules(() => {
    // One process has one NextResponse; here there are to be two.
    jest.doMock('../../../src/state', () => ({ shared: (_name: string, own: unknown) => own }))
    found = require('../../../src/next/response').NextResponse
  })
  if (before === undefined) delete process.env['ROUTE_HANDLERS_FAST_PATHS']
  else process.env['ROUTE_HANDLERS_FAST_PATHS'] = before
  return found!
}

const [Short, Long] = [load('on'), load('off')]

const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff])
const detached = new Uint8Array(2)
structuredClone(detached, { transfer: [detached.buffer] })

const BODIES: [string, () => unknown][] = [
  ['undefined', () => undefined],
  ['null', () => null],
  ['an empty text', () => ''],
  ['a text', () => 'tëxt'],
  ['half a surrogate pair', () => 'a\ud800b'],
  ['a String object', () => Object('text')],
  ['a number', () => 5],
  ['an object', () => ({ toString: () => 'shown' })],
  ['bytes', () => bytes],
  ['a part of bytes', () => bytes.subarray(3)],
  ['a Buffer of the pool', () => Buffer.from('pool')],
  ['a DataView', () => new DataView(bytes.buffer, 3, 1)],
  ['words', () => new Uint16Array([1, 2])],
  ['an ArrayBuffer', () => bytes.buffer],
  ['detached bytes', () => detached],
  ['shared bytes', () => new Uint8Array(new SharedArrayBuffer(2))],
  ['a Blob', () => new Blob(['blob'], { type: 'a/b' })],
  ['a form', () => new URLSearchParams('a=1')],
  ['a stream', () => new Blob(['stream']).stream()],
]

const INITS: [string, unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['a number', 201],
  ['a status', { status: 201, statusText: 'Made' }],
  ['a null body status', { status: 204 }],
  ['a status out of range', { status: 99 }],
  ['a header', { headers: { 'x-a': 'b' } }],
  ['a type', { headers: { 'Content-Type': 'text/html' } }],
  ['an empty type', { headers: [['content-type', '']] }],
  ['a header that is none', { headers: { 'x a': 'b' } }],
  ['another response', new Response(null, { status: 202, headers: { 'x-a': 'b' } })],
  ['what it inherits', Object.create({ status: 203 })],
]

async function outcome(make: () => Response): Promise<unknown> {
  try {
    const response = make()
    const { status, statusText, headers, body, bodyUsed, ok, type } = response
    const copy = response.clone()
    const shown = { status, statusText, headers: [...headers], bodyUsed, ok, type }
    const read = Buffer.from(await response.arrayBuffer()).toString('hex')
    return { ...shown, isNull: body === null, read, text: await copy.text() }
  } catch (error) {
    return { name: (error as Error).name, message: (error as Error).message }
  }
}

describe.each(INITS)('with %s for an init', (_what, init) => {
  it.each(BODIES)('new NextResponse() of %s is the same both ways', async (_what, body) => {
    const make = (Class: Class) => () => new Class(body() as string, init as ResponseInit)
    expect(await outcome(make(Short))).toEqual(await outcome(make(Long)))
  })

  it.each<[string, unknown]>([
    ['an object', { a: 'ë' }],
    ['null', null],
    ['a text', 'text'],
    ['undefined', undefined],
    ['a bigint', 1n],
  ])('NextResponse.json() of %s is the same both ways', async (_what, data) => {
    const make = (Class: Class) => () => Class.json(data, init as ResponseInit)
    expect(await outcome(make(Short))).toEqual(await outcome(make(Long)))
  })
})

it.each([Short, Long])('a subclass may have headers of its own', Class => {
  class Own extends Class {
    #mine = new Headers({ 'x-mine': '1' })
    override get headers(): Headers {
      return this.#mine
    }
  }
  expect([...new Own('text').headers]).toEqual([['x-mine', '1']])
})

it('the two ways are two: only the stream of the long one can be transferred (docs/decisions/080)', () => {
  const transfer = (Class: Class) => () => {
    const body = new Class('text').body!
    return structuredClone(body, { transfer: [body as never] })
  }
  expect(transfer(Long)).not.toThrow()
  expect(transfer(Short)).toThrow()
})
