/** Mounting runs while the mock's variables are not initialised yet: the mock still wins. */
import { join } from 'node:path'
import { loader } from './fixtures/mount-on-import'

const mockValue = { toString: () => 'initialised later' }

jest.mock('next/headers', () => ({ cookies: mockValue.toString }), { virtual: true })

describe('a mock whose factory throws when it is called too early', () => {
  it('JST-2: is left alone and called again when a route needs it', async () => {
    const file = join(__dirname, 'fixtures/jest-app/mocked/route.ts')
    const { GET } = await loader.load(file)
    expect((GET as () => object)()).toMatchObject({ cookies: 'initialised later' })
  })
})
