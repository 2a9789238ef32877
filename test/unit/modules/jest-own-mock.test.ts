/** A mock that the test declares wins over ours, whenever it was declared. */
import { join } from 'node:path'
import { createLoader } from '../../../src/modules/loader'
import { NextResponse } from '../../../src/next/server'

const mockCookies = jest.fn(() => 'from the mock')

jest.mock('next/headers', () => ({ cookies: () => mockCookies() }), { virtual: true })

const appDir = join(__dirname, 'fixtures/jest-app')
const file = join(appDir, 'mocked/route.ts')

describe('a test with a mock of its own', () => {
  it('JST-2: the mock stays, and the other names are ours', async () => {
    const { GET } = await createLoader({ root: __dirname, appDir, nextModules: 'all' }).load(file)
    expect((GET as () => object)()).toEqual({ cookies: 'from the mock', NextResponse })
    expect(mockCookies).toHaveBeenCalledTimes(1)
  })
})
