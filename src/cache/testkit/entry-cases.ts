/** Rules for the store of entries, and for the locks on them. */
import assert from 'node:assert/strict'
import type { Claim, EntryStore } from '../engine/entry-store.js'
import type { Entry } from '../entry/entry.js'
import type { Rule } from './contract.js'
import { type EngineProcess, eventually, pause } from './engine-process.js'

const READER = { kind: 'R' } as const
/** Milliseconds; longer than a case takes. */
const LONG = 60_000

function entriesOf({ tier }: EngineProcess): EntryStore {
  return tier.entries ?? assert.fail('A tier that is shared has a store of entries')
}

function entryOf({ tier }: EngineProcess, text: string): Entry {
  const { manifest, epoch } = tier.tags.view
  const stamp = { manifest, epoch, time: tier.tags.view.now() }
  return { ...stamp, kind: 'R', revalidate: 60, expire: 60, tags: [], body: Buffer.from(text) }
}

function claim(
  store: EntryStore,
  token: string,
  { ms = LONG, force = false } = {},
): Promise<Claim> {
  return store.getOrLock('key', token, ms, force, READER)
}

const textOf = ({ entry }: Claim): string | undefined => entry && String(entry.body)

export const ENTRY_CASES: readonly Rule[] = [
  [
    'gives a lock to one at a time, and to the next when it is given up',
    async start => {
      const store = entriesOf(await start())
      assert.equal((await claim(store, 'one')).lock, 'mine')
      assert.equal((await claim(store, 'other')).lock, 'other')
      await store.unlock('key', 'other')
      assert.equal((await claim(store, 'other')).lock, 'other')
      await store.unlock('key', 'one')
      assert.equal((await claim(store, 'other')).lock, 'mine')
    },
  ],
  [
    'ends a lock when its time is over, unless whoever has it renews it',
    async start => {
      const store = entriesOf(await start())
      await claim(store, 'one', { ms: 200 })
      await store.renew('key', 'one', 600)
      await pause(300)
      assert.equal((await claim(store, 'other')).lock, 'other')
      await store.renew('key', 'other', LONG)
      await eventually('the lock is free', async () => (await claim(store, 'next')).lock === 'mine')
    },
  ],
  [
    'asks nobody for a lock where there is an entry, unless it is told to',
    async start => {
      const process = await start()
      const store = entriesOf(process)
      const { fence } = await claim(store, 'one')
      assert.equal(await store.put('key', entryOf(process, 'text'), LONG, fence, 'one'), true)
      const found = await claim(store, 'other')
      assert.deepEqual([textOf(found), found.lock], ['text', 'none'])
      const forced = await claim(store, 'other', { force: true })
      assert.deepEqual([textOf(forced), forced.lock], ['text', 'mine'])
    },
  ],
  [
    'gives the lock up when the entry is written',
    async start => {
      const process = await start()
      const store = entriesOf(process)
      const { fence } = await claim(store, 'one')
      await store.put('key', entryOf(process, 'text'), LONG, fence, 'one')
      assert.equal((await claim(store, 'other', { force: true })).lock, 'mine')
    },
  ],
  [
    'does not let an earlier holder of the lock write over a later one',
    async start => {
      const process = await start()
      const store = entriesOf(process)
      const early = await claim(store, 'early', { ms: 50 })
      await pause(100)
      const late = await claim(store, 'late')
      assert.equal(late.lock, 'mine')
      assert.equal(await store.put('key', entryOf(process, 'new'), LONG, late.fence, 'late'), true)
      const old = entryOf(process, 'old')
      assert.equal(await store.put('key', old, LONG, early.fence, 'early'), false)
      assert.equal(textOf(await claim(store, 'reader')), 'new')
    },
  ],
  [
    'forgets an entry when its time is over, and at once when it has none',
    async start => {
      const process = await start()
      const store = entriesOf(process)
      const first = await claim(store, 'one')
      await store.put('key', entryOf(process, 'text'), 100, first.fence, 'one')
      let { fence } = first
      await eventually('it is gone', async () => {
        const found = await claim(store, 'one')
        fence = found.fence
        return found.entry === undefined && found.lock === 'mine'
      })
      await store.put('key', entryOf(process, 'text'), LONG, fence, 'one')
      assert.equal(textOf(await claim(store, 'reader')), 'text')
      await store.put('key', entryOf(process, 'text'), 0, fence, 'one')
      assert.equal((await claim(store, 'reader')).entry, undefined)
    },
  ],
]
