/** How the state of an object that is not there yet is reached. */
import { bridgeState } from '../../../src/fetch/bridge'

const STATE = Symbol('state')
const OWN = Symbol('own')

function standIn() {
  const made: object[] = []
  class StandIn {
    get [OWN]() {
      return 'its own'
    }
  }
  const native = (receiver: object): object | undefined => {
    if (!(receiver instanceof StandIn)) return undefined
    if (made.length === 0) made.push({ [STATE]: 'native', [OWN]: 'native' })
    return made[0]
  }
  bridgeState(StandIn.prototype, { [STATE]: 0, [OWN]: 0 }, native)
  return { made, object: new StandIn() as { [STATE]?: unknown; [OWN]?: unknown } }
}

describe('bridgeState(prototype, sample, native)', () => {
  it('reads a symbol that native objects have from the native object, made then', () => {
    const { made, object } = standIn()
    expect(made).toEqual([])
    expect(object[STATE]).toBe('native')
    expect(made).toHaveLength(1)
  })

  it('writes it there', () => {
    const { made, object } = standIn()
    object[STATE] = 'changed'
    expect(made).toEqual([{ [STATE]: 'changed', [OWN]: 'native' }])
    expect(Object.getOwnPropertySymbols(object)).toEqual([])
  })

  it('leaves alone what the stand-in answers by itself', () => {
    const { made, object } = standIn()
    expect(object[OWN]).toBe('its own')
    expect(made).toEqual([])
  })

  it('makes nothing for a symbol that native objects have not', () => {
    const { made, object } = standIn()
    expect(Reflect.get(object, Symbol('of somebody else'))).toBeUndefined()
    expect(made).toEqual([])
  })

  it('says nothing of an object that stands for none', () => {
    const { object } = standIn()
    expect(Reflect.get(Object.getPrototypeOf(object), STATE, {})).toBeUndefined()
  })
})
