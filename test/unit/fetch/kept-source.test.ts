import { sourcesAreKept } from '../../../src/fetch/kept-source'
import { takeWhole } from '../../../src/fetch/whole-body'

const TEXT = 'tëxt'

/** Responses of the platform whose stream must be read, whatever the platform keeps. */
const READ: [string, () => Response | Promise<Response>][] = [
  ['made from a stream', () => new Response(new Blob([TEXT]).stream())],
  ['made from a Blob', () => new Response(new Blob([TEXT]))],
  ['made from a form', () => new Response(new FormData())],
  ['without a body', () => new Response(null)],
  ['that is being read', () => withReader(new Response(TEXT))],
  ['that was read', () => afterRead(new Response(TEXT))],
  ['that was read in part', () => afterPart(new Response(TEXT))],
  ['that fetch() gave', () => fetch('data:text/plain,text')],
  ['of a subclass with a body of its own', () => new Shown(TEXT)],
  ['with a body of its own', () => Object.defineProperty(new Response(TEXT), 'body', ANOTHER)],
]

const ANOTHER = { get: () => new Blob(['another']).stream() }

class Shown extends Response {
  override get body() {
    return new Blob(['shown']).stream()
  }
}

function withReader(response: Response): Response {
  response.body!.getReader()
  return response
}

async function afterRead(response: Response): Promise<Response> {
  await response.text()
  return response
}

async function afterPart(response: Response): Promise<Response> {
  const reader = response.body!.getReader()
  await reader.read()
  reader.releaseLock()
  return response
}

describe('the whole body of a native response', () => {
  it.each(READ)('is not taken from one %s', async (_what, make) => {
    expect(takeWhole(await make())).toBeUndefined()
  })
})

if (sourcesAreKept()) {
  const bytes = new Uint8Array([1, 2, 3])
  const TAKEN: [string, BodyInit, string | Uint8Array][] = [
    ['a text', TEXT, TEXT],
    ['nothing', '', ''],
    ['a form', new URLSearchParams('a=1&b=2'), 'a=1&b=2'],
    ['bytes', bytes.subarray(1), new Uint8Array([2, 3])],
    ['a buffer', bytes.buffer, bytes],
  ]

  describe('the whole body of a native response, where the platform keeps it', () => {
    it.each(TAKEN)('is taken from one made from %s', async (_what, body, whole) => {
      const response = new Response(body)
      expect(takeWhole(response)).toEqual(whole)
      expect([response.bodyUsed, response.body?.locked]).toEqual([true, true])
      expect(takeWhole(response)).toBeUndefined()
      await expect(response.text()).rejects.toMatchObject({ name: 'TypeError' })
    })

    it('is what was given, whatever happens to the bytes afterwards', () => {
      const given = new Uint8Array([1, 2])
      const response = new Response(given)
      given.fill(9)
      expect(takeWhole(response)).toEqual(new Uint8Array([1, 2]))
    })

    it('is taken from a frozen one, and from both halves of a clone', () => {
      expect(takeWhole(Object.freeze(new Response(TEXT)))).toBe(TEXT)
      const response = new Response(TEXT)
      const copy = response.clone()
      expect([takeWhole(response), takeWhole(copy)]).toEqual([TEXT, TEXT])
    })

    it('is taken from one that a method of its class reads otherwise', () => {
      class Loud extends Response {
        override async text(): Promise<string> {
          return (await super.text()).toUpperCase()
        }
      }
      expect(takeWhole(new Loud(TEXT))).toBe(TEXT)
    })
  })
}
