/** VT-2: which names are mocked in Vitest, and what is left alone. */
import { NEXT_MODULES } from '../../../../src/modules/next-map'
import { type Mocker, mockImports, type Vi } from '../../../../src/modules/runners/vitest-mocks'

const importer = '/project/app/route-handlers-loader.js'
const ORIGINAL = { original: true }

interface Registered {
  readonly raw: string
}

/** What `vi.doMock` was called with, and from where Vitest thinks it was called. */
function mocked(mocker: Partial<Mocker>) {
  const factories = new Map<string, Parameters<Vi['doMock']>[1]>()
  const stacks: string[] = []
  const doMock: Vi['doMock'] = (name, factory) => {
    factories.set(name, factory)
    stacks.push(new Error('here').stack ?? '')
  }
  mockImports({ doMock, importActual: async () => ORIGINAL }, mocker as Mocker, importer)
  return { factories, names: [...factories.keys()], stacks }
}

const withRegistry = (entries: [id: string, mock: Registered][]): Partial<Mocker> => ({
  getMockerRegistry: () => ({ registryById: new Map(entries) }),
})

describe('the mocks of next/* in Vitest', () => {
  it('VT-2: have every id as files import it', () => {
    expect(mocked({}).names).toEqual([...NEXT_MODULES.keys()])
  })

  it('VT-2: are declared on behalf of a file of the project', () => {
    for (const stack of mocked({}).stacks) expect(stack).toContain(importer)
  })

  it('JST-2: leave out a name that the test mocks', () => {
    const { names } = mocked(withRegistry([['next/headers', { raw: 'next/headers' }]]))
    expect(names).not.toContain('next/headers')
    expect(names).toEqual(expect.arrayContaining(['next/headers.js', 'next/server']))
  })

  it('JST-2: leave out all names of a file that the test mocks', () => {
    const file = '/project/node_modules/next/headers.js'
    const { names } = mocked(withRegistry([[file, { raw: 'next/headers' }]]))
    expect(names.filter(name => name.includes('headers'))).toEqual([
      'next/dist/client/components/app-router-headers',
      'next/dist/client/components/app-router-headers.js',
    ])
  })

  it('JST-2: leave out a mock that Vitest has not looked at yet, but not the end of one', () => {
    const pendingIds = [
      { action: 'mock', id: 'next/headers' },
      { action: 'unmock', id: 'next/server' },
    ]
    const mocker = { constructor: Object.assign(() => {}, { pendingIds }) }
    const { names } = mocked(mocker)
    expect(names).not.toContain('next/headers')
    expect(names).toContain('next/server')
  })

  it.each(['/project/stubs/headers.ts', '/project/node_modules/route-handlers/headers.mjs'])(
    'VT-2: give what an alias or a plugin resolves the name to: %s',
    async file => {
      const { factories } = mocked({ resolveId: async () => ({ file }) })
      expect(await factories.get('next/headers')?.(async () => ORIGINAL)).toBe(ORIGINAL)
    },
  )
})
