import { setImmediate } from 'node:timers/promises'
import { createPace } from '../../../../src/modules/reload/pace'

describe('asking about the files of all routes', () => {
  it('is done once for what is loaded in one turn', async () => {
    const isTooSoon = createPace()
    expect([isTooSoon(2), isTooSoon(3)]).toEqual([false, true])
    await setImmediate()
    expect(isTooSoon(4)).toBe(false)
  })

  it('is done once a second where there are more than 500', async () => {
    const isTooSoon = createPace()
    expect(isTooSoon(501)).toBe(false)
    await setImmediate()
    expect(isTooSoon(501)).toBe(true)
    expect(isTooSoon(500)).toBe(false)
  })
})
