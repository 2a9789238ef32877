import { Manifest } from '../../../../src/cache/tags/manifest'
import { invalidated } from '../../../../src/cache/tags/record'

const value = (epoch: number, tags: string[] = ['a'], manifest = 'm') => ({
  manifest,
  epoch,
  time: 0,
  tags,
})

function manifestWith(tags: number, limit?: number): Manifest {
  const manifest = new Manifest('m', () => 0, limit)
  for (let at = 1; at <= tags; at++) {
    manifest.epoch = at
    manifest.learn(`tag ${at}`, invalidated(manifest.record(`tag ${at}`), at, 0, undefined))
  }
  return manifest
}

describe('a manifest', () => {
  it('knows nothing about values of another one', () => {
    expect(manifestWith(0).check(value(0))).toBe('fresh')
    expect(manifestWith(0).check(value(0, [], 'other'))).toBe('expired')
  })

  it('checks the tags of the value and those of the reader', () => {
    const manifest = manifestWith(1)
    expect(manifest.check(value(0, ['tag 1']))).toBe('expired')
    expect(manifest.check(value(0, []), ['tag 1'])).toBe('expired')
    expect(manifest.check(value(1, ['tag 1']))).toBe('fresh')
  })

  it('H18 forgets the oldest records, and holds values for expired that they might concern', () => {
    const manifest = manifestWith(100, 10)
    expect(manifest.size).toBe(10)
    expect(manifest.floor).toBe(90)
    expect(manifest.check(value(89, []))).toBe('expired')
    expect(manifest.check(value(90, []))).toBe('fresh')
  })

  it('B1 keeps what a record says when it is moved to the young end', () => {
    const manifest = manifestWith(2, 2)
    manifest.learn('tag 1', invalidated(manifest.record('tag 1'), 3, 0, 60))
    manifest.learn('tag 3', invalidated(manifest.record('tag 3'), 4, 0, undefined))
    expect(manifest.record('tag 1')).toMatchObject({ expired: 1, stale: 3 })
    expect(manifest.floor).toBe(2)
  })
})
