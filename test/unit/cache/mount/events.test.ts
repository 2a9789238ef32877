/** Who watches a cache (caching §17.5). */
import { channel } from 'node:diagnostics_channel'
import type { CacheEvent } from '../../../../src/cache/engine/events'
import { Events } from '../../../../src/cache/mount/events'
import { state } from '../../../../src/state'

describe('the events of a cache', () => {
  it('reach the option onEvent and the channel, and are counted', () => {
    const seen: CacheEvent[] = []
    const heard: unknown[] = []
    const listener = (event: unknown) => void heard.push(event)
    channel('route-handlers:cache').subscribe(listener)
    const events = new Events(event => seen.push(event))
    events.emit({ type: 'discarded' })
    events.emit({ type: 'discarded' })
    events.emit({ type: 'hit', kind: 'U', route: '/users/[id]', tier: 'L1' })
    channel('route-handlers:cache').unsubscribe(listener)
    expect(seen).toHaveLength(3)
    expect(heard).toEqual(seen)
    expect(events.counts).toEqual({ discarded: 2, hit: 1 })
  })

  it('a watcher that throws is told of once, and disturbs nobody', () => {
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    state.warned.clear()
    const events = new Events(() => {
      throw new Error('metrics down')
    })
    events.emit({ type: 'fenced' })
    events.emit({ type: 'fenced' })
    expect(emit.mock.calls.map(([message]) => message)).toEqual([
      'The option cache.onEvent failed: Error: metrics down',
    ])
    emit.mockRestore()
  })
})
