import { needsModule } from '../../../src/modules/host-load'

describe('needsModule(error)', () => {
  it.each([
    [{ code: 'ERR_REQUIRE_ESM' }, true],
    [{ code: 'ERR_REQUIRE_ASYNC_MODULE' }, true],
    [
      {
        message:
          'Transform failed: Top-level await is currently not supported with the "cjs" output format',
      },
      true,
    ],
    [
      {
        message: 'await is only valid in async functions and the top level bodies of modules',
      },
      true,
    ],
    [{ message: 'Cannot use keyword await; it is a reserved word' }, true],
    [{ message: 'Unexpected token' }, false],
    [{ code: 'MODULE_NOT_FOUND' }, false],
    [undefined, false],
  ])('%j leads to an import as ES module: %p', (error, expected) => {
    expect(needsModule(error)).toBe(expected)
  })
})
