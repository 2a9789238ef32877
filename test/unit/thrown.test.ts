import { runInNewContext } from 'node:vm'
import { toError } from '../../src/thrown'

const FILE = '/srv/app/route.ts'

describe('toError(thrown, file)', () => {
  it('ERR-2: gives Errors back as they are, of whatever realm', () => {
    const foreign = runInNewContext('new TypeError("x")')
    for (const error of [new Error('x'), new DOMException('x'), foreign])
      expect(toError(error, FILE)).toBe(error)
  })

  it.each([undefined, null, 'route', 0, { message: 'x' }])(
    'ERR-2: makes %p the cause of an error that names the file',
    thrown => {
      const error = toError(thrown, FILE)
      expect(error).toMatchObject({ code: 'RH_NON_ERROR_THROWN', cause: thrown, file: FILE })
      expect(error.message).toContain(FILE)
    },
  )

  it('row 193: an Error that cannot be read is replaced, without it as a cause', () => {
    const hostile = Object.defineProperty(new Error('x'), 'stack', {
      get() {
        throw new Error('read')
      },
    })
    const error = toError(hostile)
    expect(error).toMatchObject({ code: 'RH_NON_ERROR_THROWN' })
    expect(error.message).toContain('[unprintable]')
    expect(error.cause).toBeUndefined()
  })
})
