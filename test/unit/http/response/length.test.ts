import { DeclaredLength } from '../../../../src/http/response/length'
import { errorOf } from '../message'

function sent(declared: number | undefined, chunks: readonly number[]): () => void {
  return () => {
    const length = new DeclaredLength(declared)
    for (const bytes of chunks) length.add(bytes)
    length.end()
  }
}

describe('new DeclaredLength(declared)', () => {
  it.each([
    [undefined, [1, 2, 3]],
    [undefined, []],
    [0, []],
    [6, [1, 2, 3]],
    [6, [6]],
  ])('row 145: %s declared, %j sent is true', (declared, chunks) => {
    expect(sent(declared, chunks)).not.toThrow()
  })

  it.each([
    [5, [1, 2, 3], 'more'],
    [0, [1], 'more'],
    [7, [1, 2, 3], 'fewer'],
    [1, [], 'fewer'],
  ])(
    'rows 145 and 146: %s declared, %j sent is RH_LENGTH_MISMATCH: %s',
    (declared, chunks, what) => {
      const error = errorOf(sent(declared, chunks)) as Error
      expect(error).toMatchObject({ code: 'RH_LENGTH_MISMATCH', status: 500 })
      expect(error.message).toContain(`${what} bytes than its Content-Length of ${declared}`)
    },
  )

  it('row 145: the chunk that would be too much is refused before it is sent', () => {
    const length = new DeclaredLength(5)
    length.add(5)
    expect(() => length.add(1)).toThrow('more bytes')
  })
})
