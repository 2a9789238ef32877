/** The reverse: a tier as the cache handlers of a real Next.js application, driven as it does. */
import { Engine } from '../../../../src/cache/engine/engine'
import type { NextCacheEntry } from '../../../../src/cache/foreign/next-handlers'
import { readToEnd, streamOf } from '../../../../src/cache/foreign/streams'
import { type CacheTier, memoryTier, type OpenTier } from '../../../../src/cache/tier'
import { toNextCacheHandler } from '../../../../src/cache/to-next/to-next-cache-handler'
import { toNextCacheHandlers } from '../../../../src/cache/to-next/to-next-cache-handlers'

/** A tier that is opened once, as processes share one. */
function sharedTier(): { tier: CacheTier; opened: OpenTier } {
  const opened = memoryTier().open(() => {})
  return { tier: { open: () => opened }, opened }
}

const PAGE = {
  kind: 'APP_PAGE',
  html: '<p>',
  rscData: Buffer.from([0, 255]),
  segmentData: new Map([['/a', Buffer.from([1, 2])]]),
  headers: { 'x-next-cache-tags': 'one,_N_T_/page' },
}
const FETCHED = {
  kind: 'FETCH',
  data: { headers: {}, body: 'aGk=', url: '' },
  revalidate: 60,
  tags: ['data'],
}
interface NextRead {
  readonly lastModified: number
  readonly cacheControl: { readonly revalidate: number | false; readonly expire?: number }
}

function isStaleIn16(lastModified: number, revalidate: number, expire: number): boolean {
  const age = performance.timeOrigin + performance.now() - lastModified
  return lastModified !== -1 && age > revalidate * 1000 && age < expire * 1000
}

const LIFE = { cacheControl: { revalidate: 60, expire: 3600 } }

describe('toNextCacheHandler()', () => {
  it('gives back what Next.js has stored, buffers and maps included, to any instance', async () => {
    const Handler = toNextCacheHandler(memoryTier())
    await new Handler({}).set('/page', PAGE, LIFE)
    expect(await new Handler({}).get('/page', { kind: 'APP_PAGE' })).toEqual({
      lastModified: expect.any(Number),
      value: PAGE,
      cacheControl: { revalidate: 60, expire: 3600 },
    })
    expect(await new Handler({}).get('/other', { kind: 'APP_PAGE' })).toBeNull()
  })

  it('knows the tags of pages by their header, of data by themselves and by the soft ones', async () => {
    const Handler = toNextCacheHandler(memoryTier())
    for (const tag of ['one', '_N_T_/page', 'data', 'asked']) {
      const handler = new Handler({})
      await handler.set('/page', PAGE, LIFE)
      await handler.set('data', FETCHED, { tags: ['data'] })
      await handler.revalidateTag(tag)
      const page = await new Handler({}).get('/page', { kind: 'APP_PAGE' })
      const data = await new Handler({}).get('data', { kind: 'FETCH', softTags: ['asked'] })
      expect([page === null, data === null]).toEqual(
        { one: [true, false], '_N_T_/page': [true, false] }[tag] ?? [false, true],
      )
    }
  })

  it.each([
    [14, PAGE, LIFE],
    [15, FETCHED, {}],
    [16, PAGE, LIFE],
    [16, PAGE, { cacheControl: { revalidate: false } }],
    [16, FETCHED, {}],
  ] as const)('says that a value is stale as %i knows it', async (version, value, life) => {
    const Handler = toNextCacheHandler(memoryTier(), { version })
    const reading = { kind: value.kind }
    const tag = value === PAGE ? 'one' : 'data'
    await new Handler({}).set('key', value, life)
    await new Handler({}).revalidateTag([tag], { expire: 60 })
    const read = (await new Handler({}).get('key', reading)) as NextRead
    const { revalidate, expire = Infinity } = read.cacheControl
    if (version < 16) expect(read.lastModified).toBe(-1)
    // What Next.js 16 asks: past its time, and not expired.
    else expect(isStaleIn16(read.lastModified, Number(revalidate), expire)).toBe(true)
    await new Handler({}).revalidateTag([tag], { expire: 0 })
    expect(await new Handler({}).get('key', reading)).toBeNull()
  })

  it('H14 keeps nothing that was begun before an invalidation', async () => {
    const { tier, opened } = sharedTier()
    const Handler = toNextCacheHandler(tier)
    const request = new Handler({})
    expect(await request.get('/page', { kind: 'APP_PAGE' })).toBeNull()
    await opened.tags.invalidate(['one'])
    await request.set('/page', PAGE, LIFE)
    expect(await new Handler({}).get('/page', { kind: 'APP_PAGE' })).toBeNull()
    const next = new Handler({})
    await next.get('/page', { kind: 'APP_PAGE' })
    await next.set('/page', PAGE, LIFE)
    expect(await new Handler({}).get('/page', { kind: 'APP_PAGE' })).toMatchObject({ value: PAGE })
  })

  it('shares invalidations, and no values, with what this library stores in the tier', async () => {
    const { tier, opened } = sharedTier()
    const engine = new Engine({ tags: opened.tags })
    let calls = 0
    const generate = async () => {
      calls++
      const body = Buffer.from('ours')
      const life = { tags: ['one'], revalidate: 60, expire: 3600 }
      return { type: 'store' as const, kind: 'R' as const, ...life, body }
    }
    await engine.get('/page', { kind: 'R', generate })
    const Handler = toNextCacheHandler(tier)
    expect(await new Handler({}).get('/page', { kind: 'APP_PAGE' })).toBeNull()
    await new Handler({}).revalidateTag(['one'])
    expect(await engine.get('/page', { kind: 'R', generate })).toMatchObject({ state: 'MISS' })
    expect(calls).toBe(2)
  })
})

const now = (): number => performance.timeOrigin + performance.now()

function begun(text: string, more: Partial<NextCacheEntry> = {}): NextCacheEntry {
  const value = streamOf(Buffer.from(text))
  const life = { stale: 0, timestamp: now(), expire: 3600, revalidate: 60 }
  return { value, tags: ['one'], ...life, ...more }
}

describe('toNextCacheHandlers()', () => {
  it('gives each reader a stream of what was stored', async () => {
    const handler = toNextCacheHandlers(memoryTier())
    await handler.set('key', Promise.resolve(begun('value', { expire: 0xfffffffe })))
    for (let reads = 0; reads < 2; reads++) {
      const entry = (await handler.get('key', []))!
      expect(String(await readToEnd(entry.value))).toBe('value')
      expect(entry).toMatchObject({ tags: ['one'], revalidate: 60, expire: 0xfffffffe })
    }
    expect(await handler.get('other', [])).toBeUndefined()
  })

  it('lets a reader wait for what is being written', async () => {
    const handler = toNextCacheHandlers(memoryTier())
    let resolve = (_: NextCacheEntry): void => {}
    const written = handler.set('key', new Promise(settle => (resolve = settle)))
    const read = handler.get('key', [])
    resolve(begun('value'))
    await written
    expect(await read).toBeDefined()
  })

  it('stores nothing of a stream that breaks off', async () => {
    const handler = toNextCacheHandlers(memoryTier())
    const value = new ReadableStream({ start: controller => controller.error(new Error('broken')) })
    await handler.set('key', Promise.resolve(begun('', { value })))
    expect(await handler.get('key', [])).toBeUndefined()
  })

  it('H14 keeps nothing that was begun before an invalidation, however it is stored', async () => {
    const { tier, opened } = sharedTier()
    const handler = toNextCacheHandlers(tier)
    await handler.refreshTags()
    const early = begun('early')
    await opened.tags.invalidate(['one'])
    await handler.set('key', Promise.resolve(early))
    expect(await handler.get('key', [])).toBeUndefined()
    await handler.set('key', Promise.resolve(begun('late')))
    expect(await handler.get('key', [])).toBeDefined()
  })

  it('expires by its tags and by soft ones, as 16 and as 15 ask for it', async () => {
    const handler = toNextCacheHandlers(memoryTier())
    const store = () => handler.set('key', Promise.resolve(begun('value')))
    await store()
    await handler.updateTags(['one'], { expire: 60 })
    expect(await handler.get('key', [])).toMatchObject({ revalidate: -1 })
    await handler.updateTags(['one'])
    expect(await handler.get('key', [])).toBeUndefined()
    await store()
    await handler.expireTags('soft', 'other')
    expect(await handler.get('key', [])).toBeDefined()
    expect(await handler.get('key', ['soft'])).toBeUndefined()
    expect(await handler.getExpiration(['soft'])).toBe(Infinity)
  })
})
