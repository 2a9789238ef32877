/** Rules for one process on a store, whether others use it or not. */
import assert from 'node:assert/strict'
import type { Rule } from './contract.js'
import { eventually, Origin, pause } from './engine-process.js'

/** Seconds; long enough to read a value before it is over. */
const GRACE = 0.3

export const PROCESS_CASES: readonly Rule[] = [
  [
    'makes a value once, and finds it the next time',
    async start => {
      const [process, origin] = [await start(), new Origin()]
      assert.equal(await process.read(origin), 'MISS first')
      assert.equal(await process.read(origin), 'HIT first')
      assert.equal(origin.calls, 1)
    },
  ],
  [
    'runs once for fifty that ask at the same time',
    async start => {
      const [process, origin] = [await start(), new Origin()]
      origin.takes = 50
      const all = Array.from({ length: 50 }, () => process.read(origin))
      assert.deepEqual(new Set(await Promise.all(all)), new Set(['MISS first']))
      assert.equal(origin.calls, 1)
    },
  ],
  [
    'serves what is stale, and renews it once meanwhile',
    async start => {
      const [process, origin] = [await start(), new Origin({ revalidate: GRACE })]
      await process.read(origin)
      await pause(GRACE * 1000)
      origin.text = 'second'
      origin.takes = 50
      const all = Array.from({ length: 10 }, () => process.read(origin))
      assert.deepEqual(new Set(await Promise.all(all)), new Set(['STALE first']))
      await process.engine.idle()
      assert.equal(await process.read(origin), 'HIT second')
      assert.equal(origin.calls, 2)
    },
  ],
  [
    'waits for a new value when the old one has expired',
    async start => {
      const origin = new Origin({ revalidate: GRACE / 2, expire: GRACE })
      const process = await start()
      await process.read(origin)
      await process.engine.idle()
      await pause(GRACE * 1000)
      origin.text = 'second'
      assert.equal(await process.read(origin), 'MISS second')
    },
  ],
  [
    'gives nobody what was invalidated',
    async start => {
      const [process, origin] = [await start(), new Origin({ tags: ['one', 'a, b', '100%'] })]
      for (const tag of ['one', 'a, b', '100%']) {
        await process.read(origin)
        origin.text = tag
        await process.invalidate(tag)
        assert.equal(await process.read(origin), `MISS ${tag}`)
      }
      await process.invalidate('another')
      assert.equal(await process.read(origin), 'HIT 100%')
    },
  ],
  [
    'serves the old value after a soft invalidation, until its grace is over',
    async start => {
      const [process, origin] = [await start(), new Origin()]
      await process.read(origin)
      origin.behaviour = 'throw'
      await process.invalidate('tag', GRACE)
      assert.equal(await process.read(origin), 'STALE first')
      await pause(GRACE * 1000 + 50)
      await assert.rejects(process.read(origin), /the origin is down/)
    },
  ],
  [
    'keeps expired what a later soft invalidation concerns too',
    async start => {
      const [process, origin] = [await start(), new Origin()]
      await process.read(origin)
      origin.text = 'second'
      await process.invalidate('tag')
      await process.invalidate('tag', 60)
      assert.equal(await process.read(origin), 'MISS second')
    },
  ],
  [
    'stores nothing that was invalidated while it was made',
    async start => {
      const [process, origin] = [await start(), new Origin()]
      origin.takes = 100
      const early = process.read(origin)
      await eventually('the origin is asked', () => origin.calls === 1)
      origin.text = 'second'
      await process.invalidate('tag')
      const late = process.read(origin)
      assert.equal(await early, 'MISS first')
      assert.equal(await late, 'MISS second')
      assert.equal(await process.read(origin), 'HIT second')
    },
  ],
  [
    'keeps the last good value while renewing fails, and no expired one',
    async start => {
      const [process, origin] = [await start(), new Origin({ revalidate: GRACE })]
      await process.read(origin)
      await pause(GRACE * 1000)
      origin.behaviour = 'throw'
      assert.equal(await process.read(origin), 'STALE first')
      await process.engine.idle()
      assert.equal(await process.read(origin), 'STALE first')
      await process.invalidate('tag')
      await assert.rejects(process.read(origin), /the origin is down/)
    },
  ],
  [
    'gives everybody his own of what concerns one request, and lets nobody wait',
    async start => {
      const [process, origin] = [await start(), new Origin()]
      origin.behaviour = 'bypass'
      origin.takes = 20
      const all = Array.from({ length: 10 }, () => process.read(origin))
      assert.equal(new Set(await Promise.all(all)).size, 10)
      assert.match(await process.read(origin), /^BYPASS/)
      assert.equal(origin.calls, 11)
    },
  ],
  [
    'gives nobody anything older when everything is to expire',
    async start => {
      const [process, origin] = [await start(), new Origin({ tags: [] })]
      await process.read(origin)
      origin.text = 'second'
      await process.tier.tags.expireAll()
      assert.equal(await process.read(origin), 'MISS second')
      assert.equal(await process.read(origin), 'HIT second')
    },
  ],
]
