import { state } from '../../src/state'
import { warnOnce } from '../../src/warn'

let emit: jest.SpyInstance

beforeEach(() => {
  state.warned.clear()
  emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
})

afterEach(() => {
  emit.mockRestore()
  state.warned.clear()
})

const messages = (): string[] => emit.mock.calls.map(([message]) => String(message))

describe('warnOnce(code, key, message)', () => {
  it('warns once for a code and a key', () => {
    for (const key of ['a', 'b', 'a']) warnOnce('RH_TEST', key, `about ${key}`)
    expect(messages()).toEqual(['about a', 'about b'])
  })

  it('does not grow with keys that a client chooses: a code is silent after a hundred', () => {
    for (let i = 0; i < 10_000; i += 1) warnOnce('RH_TEST', `/path/${i}`, `about ${i}`)
    expect(messages()).toHaveLength(100)
    expect(messages().at(-1)).toBe('about 99 (Further warnings of this code are not shown.)')
    expect(state.warned.size).toBeLessThanOrEqual(101)
  })

  it('counts the codes apart, also where one begins like another', () => {
    for (let i = 0; i < 200; i += 1) warnOnce('RH_TEST_MORE', String(i), 'noise')
    warnOnce('RH_TEST', 'a', 'still heard')
    expect(messages().at(-1)).toBe('still heard')
  })
})
