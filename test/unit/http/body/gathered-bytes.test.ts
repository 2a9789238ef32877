import { GatheredBytes } from '../../../../src/http/body/gathered-bytes'

const reserve = jest.fn((length: number) => new Uint8Array(length))
beforeEach(() => reserve.mockClear())

function gathered(declared: number, ...chunks: readonly string[]): string {
  const bytes = new GatheredBytes(declared, reserve)
  for (const chunk of chunks) bytes.add(Buffer.from(chunk))
  return Buffer.from(bytes.take()).toString()
}

describe('the chunks of a body', () => {
  it.each<[string, number, string[], number]>([
    ['whose length is declared', 8, ['ab', 'cd', 'efgh'], 1],
    ['whose length is not', Number.NaN, ['ab', 'cd'], 0],
    ['that come in one piece', 4, ['abcd'], 0],
    ['of which there are none', 0, [], 0],
    ['that are more than was declared', 4, ['ab', 'cde', 'f'], 1],
    ['that are fewer than was declared', 8, ['ab', 'cd'], 1],
    ['of a length beyond what is reserved', 5_000_000, ['ab', 'cd'], 0],
  ])('%s come out in order', (_what, declared, chunks, reserved) => {
    expect(gathered(declared, ...chunks)).toBe(chunks.join(''))
    expect(reserve).toHaveBeenCalledTimes(reserved)
  })

  it('have no memory reserved for them before a quarter has come', () => {
    const bytes = new GatheredBytes(1000, reserve)
    bytes.add(Buffer.alloc(249))
    expect(reserve).not.toHaveBeenCalled()
    bytes.add(Buffer.alloc(1))
    expect(reserve).toHaveBeenCalledTimes(1)
  })

  it('in one piece are not copied', () => {
    const chunk = Buffer.from('abcd')
    const bytes = new GatheredBytes(4, reserve)
    bytes.add(chunk)
    expect(bytes.take()).toBe(chunk)
  })
})
