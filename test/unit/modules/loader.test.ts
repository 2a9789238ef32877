import { join } from 'node:path'
import { createLoader } from '../../../src/modules/loader'

const root = '/project'
const appDir = '/project/src/app'
const file = join(appDir, 'x/route.ts')

function loaderOf(load: (file: string) => Promise<object>) {
  return createLoader({ root, appDir, nextModules: 'all', import: load })
}

describe('createLoader(options)', () => {
  afterEach(() => jest.restoreAllMocks())

  it('LOAD-4: the option import receives the absolute path and replaces everything', async () => {
    const own = jest.fn(async () => ({ default: { GET: 1 } }))
    await expect(loaderOf(own).load(file)).resolves.toEqual({ GET: 1 })
    expect(own).toHaveBeenCalledWith(file)
  })

  it('LOAD-2: concurrent first requests share one load, later ones its result', async () => {
    const own = jest.fn(async () => ({ GET: 1 }))
    const { load } = loaderOf(own)
    expect(load(file)).toBe(load(file))
    await load(file)
    expect(load(file)).toBe(load(file))
    expect(own).toHaveBeenCalledTimes(1)
  })

  it('LOAD-3: a failure is RH_MODULE_LOAD with cause and file, and a path below the root', async () => {
    const cause = new TypeError('no such thing')
    const failing = loaderOf(() => Promise.reject(cause))
    await expect(failing.load(file)).rejects.toMatchObject({
      code: 'RH_MODULE_LOAD',
      message: `${join('src/app/x/route.ts')} cannot be loaded: no such thing`,
      cause,
      file,
    })
  })

  it('LOAD-3: a thrown value that is no error is told as well', async () => {
    const failing = loaderOf(() => Promise.reject('a string'))
    await expect(failing.load(file)).rejects.toThrow('cannot be loaded: a string')
  })

  it('LOAD-2: a failure is tried again, at most once per second', async () => {
    const own = jest.fn<Promise<object>, [string]>(async () => ({ GET: 1 }))
    own.mockRejectedValueOnce(new Error('not yet'))
    const now = jest.spyOn(performance, 'now').mockReturnValue(5000)
    const { load } = loaderOf(own)
    await expect(load(file)).rejects.toThrow('not yet')
    now.mockReturnValue(5999)
    await expect(load(file)).rejects.toThrow('not yet')
    expect(own).toHaveBeenCalledTimes(1)
    now.mockReturnValue(6000)
    await expect(load(file)).resolves.toEqual({ GET: 1 })
    expect(own).toHaveBeenCalledTimes(2)
  })
})
