import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DirectoryWatch } from '../../src/directory-watch'

/** A tree whose directories are long since written: file systems count time in ticks. */
function tree(directories = 1): { root: string; watch: DirectoryWatch } {
  const root = mkdtempSync(join(tmpdir(), 'rh-watch-'))
  const watch = new DirectoryWatch()
  const paths = [root, ...Array.from({ length: directories }, (_, at) => join(root, `d${at}`))]
  for (const path of paths) mkdirSync(path, { recursive: true })
  for (const path of paths) utimesSync(path, 1, 1)
  for (const path of paths) watch.add(path)
  return { root, watch }
}

describe('a watched directory tree', () => {
  it('RLD-7: has not changed while nothing is added or removed', () => {
    const { root, watch } = tree()
    writeFileSync(join(root, 'route.ts'), '')
    utimesSync(root, 1, 1)
    writeFileSync(join(root, 'route.ts'), 'edited')
    expect(watch.changed()).toBe(false)
  })

  it.each([
    ['a file is added at the top', (root: string) => writeFileSync(join(root, 'route.ts'), '')],
    ['a file is added below', (root: string) => writeFileSync(join(root, 'd0/route.ts'), '')],
    ['a directory is added', (root: string) => mkdirSync(join(root, 'new'))],
    ['a directory is removed', (root: string) => rmSync(join(root, 'd0'), { recursive: true })],
    ['the tree itself is removed', (root: string) => rmSync(root, { recursive: true })],
  ])('RLD-7: has changed when %s', (_, edit) => {
    const { root, watch } = tree()
    edit(root)
    expect(watch.changed()).toBe(true)
  })

  it('has changed again when a tree that was gone is back, though no scan came between', () => {
    const { root, watch } = tree()
    renameSync(root, `${root}-away`)
    expect(watch.changed()).toBe(true)
    expect(watch.changed()).toBe(false)
    renameSync(`${root}-away`, root)
    expect(watch.changed()).toBe(true)
  })

  it('asks about more than 500 directories at most once a second', () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'setImmediate'] })
    try {
      jest.advanceTimersByTime(5000)
      const { root, watch } = tree(501)
      expect(watch.changed()).toBe(false)
      writeFileSync(join(root, 'route.ts'), '')
      expect(watch.changed()).toBe(false)
      jest.advanceTimersByTime(1000)
      expect(watch.changed()).toBe(true)
    } finally {
      jest.useRealTimers()
    }
  })
})
