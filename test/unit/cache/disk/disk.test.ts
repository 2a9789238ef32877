/** The option `cache.disk`: what is on the disk is the cache of the process that comes next. */
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { directory, entryFiles, Opened, removeDirectories } from './opened'

afterEach(removeDirectories)

const logOf = (dir: string): string => join(dir, 'v1', 'tags.log')

/** A process that has stored something, and has ended. */
async function filled(dir: string, ...keys: string[]): Promise<void> {
  const process = new Opened(dir)
  for (const key of keys) await process.get(key)
  await process.close()
}

describe('a cache on the disk', () => {
  it('gives a process what the one before it has stored', async () => {
    const dir = directory()
    await filled(dir, 'a')
    const next = new Opened(dir)
    expect(await next.get('a', { value: 'again' })).toBe('HIT DISK made')
    expect(await next.get('a')).toBe('HIT L1 made')
    expect(next.calls).toBe(0)
    await next.close()
  })

  it('keeps an invalidation over a restart', async () => {
    const dir = directory()
    const first = new Opened(dir)
    await first.get('a')
    await first.engine.idle()
    await first.tags.invalidate(['tag'])
    await first.close()
    const next = new Opened(dir)
    expect(await next.get('a', { value: 'again' })).toBe('MISS again')
    await next.close()
  })

  it('keeps a soft invalidation, and that everything was cleared', async () => {
    const dir = directory()
    const first = new Opened(dir)
    await first.get('a')
    await first.engine.idle()
    await first.tags.invalidate(['tag'], Number.POSITIVE_INFINITY)
    await first.close()
    const second = new Opened(dir)
    expect(await second.get('a', { value: 'again' })).toBe('STALE DISK made')
    await second.engine.idle()
    expect(await second.get('a')).toBe('HIT L1 again')
    await second.tags.expireAll()
    await second.close()
    const third = new Opened(dir)
    expect(await third.get('a', { value: 'third' })).toBe('MISS third')
    await third.close()
  })

  it('invalidates after a restart what was stored before it', async () => {
    const dir = directory()
    await filled(dir, 'a')
    const next = new Opened(dir)
    await next.tags.invalidate(['tag'])
    expect(await next.get('a', { value: 'again' })).toBe('MISS again')
    await next.close()
  })

  it('is not misled by a log whose last lines a power failure took', async () => {
    const dir = directory()
    const first = new Opened(dir)
    for (let times = 0; times < 10; times++) await first.tags.invalidate(['other'])
    await first.get('a')
    await first.close()
    // Nothing after the first line has reached the disk; the entry has.
    const [line] = readFileSync(logOf(dir), 'utf8').split('\n')
    writeFileSync(logOf(dir), `${line}\n`)
    const next = new Opened(dir)
    await next.tags.invalidate(['tag'])
    expect(await next.get('a', { value: 'again' })).toBe('MISS again')
    await next.close()
  })

  it.each([
    ['is missing', (log: string) => truncateSync(log, 0)],
    ['ends in the middle of a line', (log: string) => truncateSync(log, statSync(log).size - 1)],
    [
      'has one other bit',
      (log: string) => {
        const bytes = readFileSync(log)
        bytes[20]! ^= 1
        writeFileSync(log, bytes)
      },
    ],
  ])('expires everything where the log of tags %s', async (_, damage) => {
    const dir = directory()
    await filled(dir, 'a')
    damage(logOf(dir))
    const next = new Opened(dir)
    expect(await next.get('a', { value: 'again' })).toBe('MISS again')
    await next.close()
  })

  it('writes the log anew when it starts, and when it has grown', async () => {
    const dir = directory()
    const first = new Opened(dir)
    const grown = 'x'.repeat(250)
    for (let times = 0; times < 8000; times++) void first.tags.invalidate([`${grown}${times % 10}`])
    await first.tags.invalidate(['tag'])
    expect(statSync(logOf(dir)).size).toBeLessThan(3 * 1024 * 1024)
    for (let times = 0; times < 500; times++) await first.tags.invalidate([grown])
    const size = statSync(logOf(dir)).size
    await first.close()
    await new Opened(dir).close()
    expect(statSync(logOf(dir)).size).toBeLessThan(Math.min(size, 5000))
    const next = new Opened(dir)
    expect(next.tags.counts.size).toBe(12)
    await next.close()
  })

  it('keeps data over deployments, and answers of the last but one only', async () => {
    const dir = directory()
    for (const buildId of ['one', 'two', 'three']) {
      const process = new Opened(dir, { buildId })
      await process.get('data')
      await process.get(buildId, { kind: 'R' })
      await process.close()
    }
    const folders = new Set(entryFiles(dir).map(file => file.split('v1/')[1]!.split('/')[0]))
    expect(folders.size).toBe(3)
    const back = new Opened(dir, { buildId: 'two' })
    expect(await back.get('data')).toBe('HIT DISK made')
    expect(await back.get('two', { kind: 'R' })).toBe('HIT DISK made')
    await back.close()
  })

  it('H18 holds its bytes while much more is offered, also what an earlier process left', async () => {
    const dir = directory()
    const maxBytes = 400_000
    for (const round of ['first', 'second']) {
      const process = new Opened(dir, { maxBytes })
      for (let at = 0; at < 100; at++) await process.get(`${round} ${at}`, { bytes: 10_000 })
      expect(await process.get('larger than all', { bytes: maxBytes })).toMatch(/^MISS/)
      await process.close()
    }
    const sizes = entryFiles(dir).map(file => statSync(file).size)
    const total = sizes.reduce((sum, size) => sum + size, 0)
    expect(total).toBeLessThanOrEqual(maxBytes)
    expect(total).toBeGreaterThan(maxBytes / 2)
  })

  it('H19 takes a file that was cut off anywhere for a miss, and deletes it', async () => {
    const dir = directory()
    await filled(dir, 'a')
    const [file] = entryFiles(dir)
    const whole = readFileSync(file!)
    for (let length = 0; length < whole.byteLength; length++) {
      await damaged(dir, file!, whole.subarray(0, length))
    }
  }, 60_000)

  it('H19 takes a file with one other bit for a miss, and deletes it', async () => {
    const dir = directory()
    await filled(dir, 'a')
    const [file] = entryFiles(dir)
    const whole = readFileSync(file!)
    for (let at = 0; at < whole.byteLength; at++) {
      const bytes = Buffer.from(whole)
      bytes[at]! ^= 1 << (at % 8)
      await damaged(dir, file!, bytes)
    }
  }, 60_000)
})

/** Reads past memory: one process, one read for each damage. */
async function damaged(dir: string, file: string, bytes: Buffer): Promise<void> {
  writeFileSync(file, bytes)
  opened ??= { dir, process: new Opened(dir) }
  const { entries, events } = opened.process
  const key = file.slice(file.lastIndexOf('/') + 1)
  const claim = await entries!.getOrLock(key, 'token', 1000, false, { kind: 'F' })
  expect(claim).toEqual({ entry: undefined, lock: 'mine', fence: 0 })
  expect(events.at(-1)).toEqual({ type: 'frame-error' })
  expect(entryFiles(dir)).toEqual([])
}

let opened: { dir: string; process: Opened } | undefined

afterEach(async () => {
  await opened?.process.close()
  opened = undefined
})
