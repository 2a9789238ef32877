import { ERRORS, type ErrorCode, RouteHandlersError } from '../../src/errors'

const codes = Object.keys(ERRORS) as ErrorCode[]

describe('new RouteHandlersError(code, message, options)', () => {
  it.each(codes)('ERR-8: %s has the shape of http-errors', code => {
    const { status, expose } = ERRORS[code]
    const error = new RouteHandlersError(code, 'told')
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ name: 'RouteHandlersError', message: 'told', code, expose })
    expect([error.status, error.statusCode]).toEqual([status, status])
  })

  it('R19: what is shown to a client is a refusal, never a failure', () => {
    const shown = codes.filter(code => ERRORS[code].expose)
    expect(shown.filter(code => ERRORS[code].status === 500)).toEqual([])
  })

  it('ERR-3: carries cause, file and headers where they are given, and only then', () => {
    const cause = new TypeError('x')
    const full = new RouteHandlersError('RH_CLOSING', 'm', {
      cause,
      file: '/app/a',
      headers: { connection: 'close' },
    })
    expect(full).toMatchObject({ cause, file: '/app/a', headers: { connection: 'close' } })
    const bare = new RouteHandlersError('RH_CLOSING', 'm')
    for (const name of ['cause', 'file', 'headers']) expect(bare).not.toHaveProperty(name)
    expect(new RouteHandlersError('RH_CLOSING', 'm', { cause: undefined })).toHaveProperty('cause')
  })

  it('two copies of the package share the class', () => {
    jest.isolateModules(() => {
      const other = require('../../src/errors') as typeof import('../../src/errors')
      expect(other.RouteHandlersError).toBe(RouteHandlersError)
      expect(RouteHandlersError.name).toBe('RouteHandlersError')
    })
  })
})
