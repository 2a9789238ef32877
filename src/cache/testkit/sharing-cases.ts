/** Rules for several processes on one store. */
import assert from 'node:assert/strict'
import type { Entry } from '../entry/entry.js'
import type { Rule } from './contract.js'
import { type EngineProcess, eventually, Origin, pause } from './engine-process.js'

/** Everything that an entry can carry. */
const COMPLETE = {
  kind: 'F',
  status: 203,
  headers: [
    ['x-repeated', 'one'],
    ['x-repeated', 'two, three'],
    ['x-text', 'gr\u00fc\u00dfe'],
  ],
  url: 'https://example.com/?a=1',
  etag: 'W/"abc"',
  tags: ['tag', 'with, comma'],
  revalidate: Number.POSITIVE_INFINITY,
  expire: Number.POSITIVE_INFINITY,
  body: Buffer.from(Array.from({ length: 1024 }, (_, at) => at % 256)),
} as const satisfies Partial<Entry>

async function stored(
  process: EngineProcess,
  origin: Origin,
): Promise<Omit<Entry, 'manifest' | 'epoch' | 'time'>> {
  const result = await process.engine.get('key', { kind: 'F', generate: () => origin.generate() })
  if (result.state === 'BYPASS' || result.state === 'FAIL') assert.fail(result.state)
  const { manifest: _, epoch: __, time: ___, ...rest } = result.entry
  return rest
}

/** The other one has heard of everything that the first has invalidated. */
function hasHeard(one: EngineProcess, other: EngineProcess): Promise<void> {
  const { view } = one.tier.tags
  return eventually('the other process has heard of it', () => {
    const { manifest, epoch } = other.tier.tags.view
    return manifest === view.manifest && epoch >= view.epoch
  })
}

export const SHARING_CASES: readonly Rule[] = [
  [
    'gives another process a value as it was stored',
    async start => {
      const [one, other, origin] = [await start(), await start(), new Origin(COMPLETE)]
      await stored(one, origin)
      await one.engine.idle()
      const found = await stored(other, origin)
      assert.deepEqual({ ...found, body: Buffer.from(found.body) }, COMPLETE)
      assert.equal(origin.calls, 1)
    },
  ],
  [
    'asks the origin once for two processes',
    async start => {
      const [one, other, origin] = [await start(), await start(), new Origin()]
      origin.takes = 300
      const all = [one, other].flatMap(process =>
        Array.from({ length: 10 }, () => process.read(origin)),
      )
      for (const read of await Promise.all(all)) assert.match(read, /first$/)
      assert.equal(origin.calls, 1)
    },
  ],
  [
    'renews what is stale once for two processes',
    async start => {
      const [one, other, origin] = [await start(), await start(), new Origin({ revalidate: 0.3 })]
      await one.read(origin)
      await one.engine.idle()
      await other.read(origin)
      await pause(300)
      origin.text = 'second'
      origin.takes = 100
      const reads = await Promise.all([one.read(origin), other.read(origin)])
      assert.deepEqual(reads, ['STALE first', 'STALE first'])
      await Promise.all([one.engine.idle(), other.engine.idle()])
      assert.equal(origin.calls, 2)
    },
  ],
  [
    'tells the other process of an invalidation',
    async start => {
      const [one, other, origin] = [await start(), await start(), new Origin()]
      await one.read(origin)
      await one.engine.idle()
      assert.equal(await other.read(origin), 'HIT first')
      origin.text = 'second'
      await one.invalidate('tag')
      await hasHeard(one, other)
      assert.equal(await other.read(origin), 'MISS second')
    },
  ],
  [
    'stores nothing that another process invalidated while it was made',
    async start => {
      const [one, other, origin] = [await start(), await start(), new Origin()]
      origin.takes = 300
      const early = one.read(origin)
      await eventually('the origin is asked', () => origin.calls === 1)
      origin.text = 'second'
      await other.invalidate('tag')
      assert.equal(await early, 'MISS first')
      await one.engine.idle()
      assert.equal(await other.read(origin), 'MISS second')
      await hasHeard(other, one)
      assert.match(await one.read(origin), /second$/)
    },
  ],
  [
    'lets everything expire in the other process too',
    async start => {
      const [one, other, origin] = [await start(), await start(), new Origin({ tags: [] })]
      await one.read(origin)
      await one.engine.idle()
      await other.read(origin)
      origin.text = 'second'
      await one.tier.tags.expireAll()
      await hasHeard(one, other)
      assert.equal(await other.read(origin), 'MISS second')
    },
  ],
  [
    'tells a process that starts later what was invalidated before',
    async start => {
      const [one, origin] = [await start(), new Origin()]
      await one.read(origin)
      await one.engine.idle()
      origin.text = 'second'
      await one.invalidate('tag')
      const other = await start()
      assert.equal(await other.read(origin), 'MISS second')
    },
  ],
]
