import { table } from '../../../src/cli/table'

const HEAD = ['PATH', 'FILE']

describe('table', () => {
  it('aligns columns and ends lines where the text ends', () => {
    const rows = [HEAD, ['/a', 'app/a/route.ts'], ['/long/path', '']]
    expect(table(rows)).toEqual(['PATH        FILE', '/a          app/a/route.ts', '/long/path'])
  })

  it('counts letters by the columns that they take', () => {
    expect(table([HEAD, ['/한글', 'x'], ['/日本', 'y'], ['/é', 'z']])).toEqual([
      'PATH   FILE',
      '/한글  x',
      '/日本  y',
      '/é     z',
    ])
  })

  it('does not count colours', () => {
    const [head] = table([
      ['\u001b[1mPATH\u001b[22m', 'FILE'],
      ['/long', 'x'],
    ])
    expect(head).toBe('\u001b[1mPATH\u001b[22m   FILE')
  })

  it.each([
    [40, '/users/[id]  app/users/[id]/route.ts'],
    [30, '/users/[id]  …rs/[id]/route.ts'],
    [20, '/users/[id]  …d]/route.ts'],
  ])('fits into %i columns by shortening the longest cells, down to twelve', (columns, line) => {
    const rows = [HEAD, ['/users/[id]', 'app/users/[id]/route.ts']]
    expect(table(rows, columns)[1]).toBe(line)
  })

  it('leaves lines as they are where there is no screen', () => {
    const long = 'x'.repeat(500)
    expect(table([HEAD, ['/', long]])[1]).toBe(`/     ${long}`)
  })
})
