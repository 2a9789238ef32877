/** One process owns a directory; and what becomes of the cache when a disk fails. */
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { DirectoryLock } from '../../../../src/cache/disk/directory-lock'
import { openDisk } from '../../../../src/cache/disk/open-disk'
import type { OpenTier } from '../../../../src/cache/tier'
import { RouteHandlersError } from '../../../../src/errors'
import { state } from '../../../../src/state'
import { directory, entryFiles, Opened, removeDirectories } from './opened'

const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})

beforeEach(() => {
  state.warned.clear()
  warned.mockClear()
})

afterEach(removeDirectories)

const warnings = (): string[] => warned.mock.calls.map(([message]) => String(message))

describe('the owner of a directory', () => {
  it('is the process that came first: another one does without, and says so once', async () => {
    const dir = directory()
    const owner = new Opened(dir)
    const others = [new Opened(dir), new Opened(dir)]
    expect(others.map(({ entries }) => entries)).toEqual([undefined, undefined])
    expect(await others[0]!.get('a')).toBe('MISS made')
    expect(entryFiles(dir)).toEqual([])
    expect(warnings()).toEqual([expect.stringContaining('belongs to another mount')])
    await owner.close()
    const next = new Opened(dir)
    expect(next.entries).toBeDefined()
    await next.close()
  })

  it('is not who has ended without a word, nor who was given its process id since', async () => {
    const file = join(directory(), 'lock')
    const lock = DirectoryLock.take(file) as DirectoryLock
    const owner = JSON.parse(readFileSync(file, 'utf8'))
    lock.release()
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    const earlier = owner.started === '' ? [] : [{ ...owner, started: '1' }]
    for (const gone of [{ ...owner, pid }, ...earlier]) {
      writeFileSync(file, JSON.stringify(gone))
      const taken = DirectoryLock.take(file)
      expect(taken).toBeInstanceOf(DirectoryLock)
      ;(taken as DirectoryLock).release()
    }
    expect(existsSync(file)).toBe(false)
  })

  it('is believed in another container for as long as it gives a sign', () => {
    const file = join(directory(), 'lock')
    writeFileSync(file, JSON.stringify({ pid: 1, started: '1', place: 'elsewhere' }))
    expect(DirectoryLock.take(file)).toBe(1)
    const before = Date.now() / 1000 - 11
    utimesSync(file, before, before)
    const taken = DirectoryLock.take(file) as DirectoryLock
    expect(taken).toBeInstanceOf(DirectoryLock)
    taken.release()
  })

  it('is nobody where the file cannot be read as one', () => {
    const file = join(directory(), 'lock')
    writeFileSync(file, '{"pid":')
    const taken = DirectoryLock.take(file) as DirectoryLock
    expect(taken).toBeInstanceOf(DirectoryLock)
    taken.release()
  })

  it('leaves alone what somebody else has taken', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'performance', 'setImmediate'] })
    const dir = directory()
    const owner = new Opened(dir)
    const lock = join(dir, 'v1/lock')
    writeFileSync(lock, 'of another')
    const lost = new Promise<void>(resolve => {
      const emit = owner.events.push.bind(owner.events)
      owner.events.push = (...events) => {
        resolve()
        return emit(...events)
      }
    })
    jest.advanceTimersByTime(2000)
    jest.useRealTimers()
    await lost
    expect(owner.entries!.available()).toBe(false)
    const log = readFileSync(join(dir, 'v1/tags.log'), 'utf8')
    await owner.tags.invalidate(['tag'])
    await owner.close()
    expect(readFileSync(join(dir, 'v1/tags.log'), 'utf8')).toBe(log)
    expect(readFileSync(lock, 'utf8')).toBe('of another')
  })
})

it('nobody else on the machine can read what is stored', async () => {
  const dir = directory()
  const opened = new Opened(dir)
  await opened.get('a')
  await opened.tags.invalidate(['other'])
  await opened.engine.idle()
  const root = join(dir, 'v1')
  const files = [...entryFiles(dir), join(root, 'tags.log'), join(root, 'lock')]
  expect(files.map(file => statSync(file).mode & 0o077)).toEqual([0, 0, 0])
  expect(statSync(root).mode & 0o077).toBe(0)
  await opened.close()
})

describe('a disk that fails', () => {
  it('is turned off with one event, and memory goes on', async () => {
    const dir = directory()
    const opened = new Opened(dir)
    // No folder can be made where a file is: the same to us as a disk that is full.
    const [path] = await firstPath(dir)
    rmSync(dirname(path!), { recursive: true })
    writeFileSync(dirname(path!), '')
    await opened.get('a')
    await opened.engine.idle()
    expect(opened.errors).toEqual([
      { type: 'l2-error', op: 'disk', error: expect.objectContaining({ code: 'ENOTDIR' }) },
    ])
    expect(opened.entries!.available()).toBe(false)
    expect(await opened.get('a')).toBe('HIT L1 made')
    expect(await opened.get('b')).toBe('MISS made')
    expect(opened.errors).toHaveLength(1)
    await opened.close()
  })

  it('loses its log where an invalidation cannot be written, so that nothing comes back', async () => {
    const dir = directory()
    const log = join(dir, 'v1/tags.log')
    const opened = new Opened(dir)
    await opened.get('a')
    await opened.engine.idle()
    rmSync(log)
    // Every write to it fails as on a full disk.
    symlinkSync('/dev/full', log)
    await opened.tags.invalidate(['tag'])
    expect(existsSync(log)).toBe(false)
    expect(opened.errors).toEqual([
      { type: 'l2-error', op: 'disk', error: expect.objectContaining({ code: 'ENOSPC' }) },
    ])
    expect(await opened.get('a', { value: 'again' })).toBe('MISS again')
    await opened.close()
    const next = new Opened(dir)
    expect(await next.get('a', { value: 'next' })).toBe('MISS next')
    await next.close()
  })

  it('is not used where it cannot be written to at the start', async () => {
    const dir = join(directory(), 'file')
    writeFileSync(dir, '')
    const opened = new Opened(dir)
    expect(opened.entries).toBeUndefined()
    expect(opened.errors).toHaveLength(1)
    expect(warnings()).toEqual([expect.stringContaining('cannot be used')])
    expect(await opened.get('a')).toBe('MISS made')
  })

  it('is refused beside a tier that processes share', () => {
    const shared = { tags: {}, entries: {} } as OpenTier
    const open = (): OpenTier => openDisk(shared, { dir: directory(), buildId: 'b' }, () => {})
    expect(open).toThrow(RouteHandlersError)
    expect(open).toThrow('"cache.disk" goes with the cache of one process')
  })
})

/** Where the value under the key `a` is stored. */
async function firstPath(dir: string): Promise<string[]> {
  const elsewhere = directory()
  const opened = new Opened(elsewhere)
  await opened.get('a')
  await opened.close()
  const files = entryFiles(elsewhere).map(file => file.replace(elsewhere, dir))
  for (const file of files) mkdirSync(dirname(file), { recursive: true })
  return files
}
