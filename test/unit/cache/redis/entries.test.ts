import type { CacheEvent } from '../../../../src/cache/engine/events'
import { encodeFrame } from '../../../../src/cache/entry/frame'
import { Breaker } from '../../../../src/cache/redis/breaker'
import type { Argument, RedisClient } from '../../../../src/cache/redis/client'
import { RedisEntries } from '../../../../src/cache/redis/entries'
import { GET_OR_LOCK, UNLOCK } from '../../../../src/cache/redis/scripts'

interface Sent {
  readonly args: readonly Argument[]
  reply(value: unknown): void
  fail(error: Error): void
}

/** A client that answers when the test does. */
function setUp() {
  const sent: Sent[] = []
  const events: CacheEvent[] = []
  const client: RedisClient & { isReady: boolean } = {
    isReady: true,
    wake() {},
    send: (_command, args) =>
      new Promise((reply, fail) => {
        sent.push({ args, reply, fail })
      }),
    subscribe: () => ({ ready: Promise.resolve(), close() {} }),
  }
  let now = 0
  const breaker = new Breaker({ failures: 3, openMs: 1000, now: () => now })
  const emit = (event: CacheEvent): void => void events.push(event)
  const options = { namespace: 'rh', getTimeoutMs: 20, setTimeoutMs: 20, emit }
  const entries = new RedisEntries(client, breaker, options)
  const pass = (ms: number): void => {
    now += ms
  }
  return { entries, client, sent, events, pass }
}

const soon = () => new Promise(resolve => setTimeout(resolve, 5))

describe('entries on a server', () => {
  it('H25 give up a lock that was granted when nobody waited for it any more', async () => {
    const { entries, sent, events } = setUp()
    await expect(entries.getOrLock('key', 'token', 3000, false)).rejects.toThrow(/within 20 ms/)
    sent[0]!.reply([null, Buffer.from('mine'), 1])
    await soon()
    expect(events).toContainEqual({ type: 'ghost-lock' })
    expect(sent[1]!.args).toEqual([UNLOCK.sha, '1', 'rh:{key}:l', 'token'])
    sent[1]!.reply(1)
  })

  it('H25 give it up also where the client does not call itself ready yet', async () => {
    const { entries, client, sent, events } = setUp()
    await expect(entries.getOrLock('key', 'token', 3000, false)).rejects.toThrow(/within 20 ms/)
    client.isReady = false
    sent[0]!.reply([null, Buffer.from('mine'), 1])
    await soon()
    expect(sent[1]!.args[0]).toBe(UNLOCK.sha)
    sent[1]!.reply(1)
    await soon()
    expect(events).toEqual([{ type: 'ghost-lock' }])
  })

  it('H25 leave alone a lock that somebody else has, however late that is said', async () => {
    const { entries, sent, events } = setUp()
    await expect(entries.getOrLock('key', 'token', 3000, false)).rejects.toThrow(/within 20 ms/)
    sent[0]!.reply([null, Buffer.from('other'), 0])
    await soon()
    expect(sent).toHaveLength(1)
    expect(events).toEqual([])
  })

  it('are not asked for while the client is not connected', async () => {
    const { entries, client, sent } = setUp()
    client.isReady = false
    expect(entries.available()).toBe(false)
    await expect(entries.renew('key', 'token', 3000)).rejects.toThrow(/not connected/)
    expect(sent).toEqual([])
  })

  it('are left alone after three failures, and tried once after a while', async () => {
    const { entries, sent, pass } = setUp()
    for (let at = 0; at < 3; at++) {
      expect(entries.available()).toBe(true)
      const failed = entries.getOrLock('key', 'token', 3000, false)
      sent.at(-1)!.fail(new Error('READONLY'))
      await expect(failed).rejects.toThrow('READONLY')
    }
    expect([entries.available(), entries.breaker]).toEqual([false, 'open'])
    pass(1000)
    expect([entries.available(), entries.breaker]).toEqual([true, 'half-open'])
    const probe = entries.getOrLock('key', 'token', 3000, false)
    expect(entries.available()).toBe(false)
    sent.at(-1)!.reply([null, Buffer.from('other'), 0])
    await probe
    expect([entries.available(), entries.breaker]).toEqual([true, 'closed'])
  })

  it('send a script whole where the server does not know it', async () => {
    const { entries, sent } = setUp()
    const claim = entries.getOrLock('key', 'token', 3000, false)
    sent[0]!.fail(new Error('NOSCRIPT No matching script'))
    await soon()
    expect(sent[1]!.args[0]).toBe(GET_OR_LOCK.source)
    sent[1]!.reply([null, Buffer.from('mine'), 7])
    expect(await claim).toEqual({ entry: undefined, lock: 'mine', fence: 7 })
  })

  it('H19 are missed where a frame cannot be read, and said to be', async () => {
    const { entries, sent, events } = setUp()
    const stamp = { manifest: 'm', epoch: 1, time: 1 }
    const rest = { kind: 'R', revalidate: 1, expire: 1, tags: [], body: Buffer.from('x') } as const
    const frame = encodeFrame({ ...stamp, ...rest })
    for (const damaged of [frame.subarray(1), Buffer.from(''), Buffer.concat([frame, frame])]) {
      const claim = entries.getOrLock('key', 'token', 3000, false)
      sent.at(-1)!.reply([damaged, Buffer.from('none'), 0])
      expect((await claim).entry).toBeUndefined()
    }
    expect(events).toEqual(Array(3).fill({ type: 'frame-error' }))
  })
})
