import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import {
  invalidated,
  merged,
  type TagRecord,
  UNTOUCHED,
  type Verdict,
  verdictOf,
} from '../../../../src/cache/tags/record'

const HARD = undefined
const FOR_EVER = Number.POSITIVE_INFINITY

describe('the record of a tag', () => {
  it.each<[string, TagRecord, number, number, Verdict]>([
    ['nothing', UNTOUCHED, 0, 0, 'fresh'],
    [
      'a hard invalidation, for an older value',
      invalidated(UNTOUCHED, 5, 0, HARD),
      4,
      0,
      'expired',
    ],
    ['a hard one, for a value of its epoch', invalidated(UNTOUCHED, 5, 0, HARD), 5, 0, 'fresh'],
    ['expire 0, which is hard', invalidated(UNTOUCHED, 5, 0, 0), 4, 0, 'expired'],
    ['a soft one, in its grace', invalidated(UNTOUCHED, 5, 0, 10), 4, 9_999, 'stale'],
    ['a soft one, when it is over', invalidated(UNTOUCHED, 5, 0, 10), 4, 10_000, 'expired'],
    ['a soft one, for a value after it', invalidated(UNTOUCHED, 5, 0, 10), 5, 10_000, 'fresh'],
    ['a soft one without limit', invalidated(UNTOUCHED, 5, 0, FOR_EVER), 4, 1e15, 'stale'],
  ])('after %s says what a value is worth', (_, record, epoch, now, verdict) => {
    expect(verdictOf(record, epoch, now)).toBe(verdict)
  })

  it('keeps expired what a later soft invalidation concerns too', () => {
    const record = invalidated(invalidated(UNTOUCHED, 5, 0, HARD), 6, 0, 60)
    expect(verdictOf(record, 4, 1)).toBe('expired')
    expect(verdictOf(record, 5, 1)).toBe('stale')
  })

  it('keeps the earlier of two deadlines', () => {
    const record = invalidated(invalidated(UNTOUCHED, 5, 0, 10), 6, 5000, 60)
    expect(verdictOf(record, 4, 10_000)).toBe('expired')
  })

  it('counts a deadline that passed before the next soft invalidation as hard', () => {
    const record = invalidated(invalidated(UNTOUCHED, 5, 0, 10), 6, 20_000, 60)
    expect(verdictOf(record, 4, 20_001)).toBe('expired')
    expect(verdictOf(record, 5, 20_001)).toBe('stale')
  })

  it('B7 is not rolled back by one that comes late', () => {
    const newer = invalidated(UNTOUCHED, 10, 0, HARD)
    const older = invalidated(UNTOUCHED, 9, 0, HARD)
    expect(merged(newer, older)).toEqual(newer)
  })
})

/** Invalidations in the order in which the authority made them, with what it knew after each. */
const histories = fc
  .array(fc.record({ wait: fc.integer({ min: 0, max: 20_000 }), expire: expires() }), {
    minLength: 1,
    maxLength: 8,
  })
  .map(steps => {
    let record = UNTOUCHED
    let now = 0
    return steps.map(({ wait, expire }, at) => {
      now += wait
      record = invalidated(record, at + 1, now, expire)
      return { record, now }
    })
  })

function expires() {
  return fc.constantFrom(undefined, 0, 1, 5, 15, Number.POSITIVE_INFINITY)
}

const RANK = { fresh: 0, stale: 1, expired: 2 }

describe('records that arrive in any order', () => {
  const runs = { numRuns: 2_000 }

  it('come to what the authority says, whatever the order', () => {
    const property = fc.property(
      histories.chain(history =>
        fc.tuple(fc.constant(history), fc.shuffledSubarray(history, { minLength: history.length })),
      ),
      ([history, delivered]) => {
        const { record, now } = history.at(-1)!
        const own = delivered.reduce((known, step) => merged(known, step.record), UNTOUCHED)
        for (let epoch = 0; epoch <= history.length; epoch++) {
          for (const later of [0, 1000, 20_000, 1e9]) {
            const [mine, theirs] = [own, record].map(of => verdictOf(of, epoch, now + later))
            // Never fresher than the authority says.
            if (RANK[mine!] < RANK[theirs!]) return false
          }
        }
        return own.expired >= record.expired
      },
    )
    fc.assert(property, runs)
  })

  it('never make fresh again what had expired', () => {
    const property = fc.property(
      histories.chain(history => fc.shuffledSubarray(history, { minLength: history.length })),
      delivered => {
        const end = Math.max(...delivered.map(({ now }) => now))
        let known = UNTOUCHED
        for (const { record } of delivered) {
          const before = [...delivered.keys()].map(epoch => verdictOf(known, epoch, end))
          known = merged(known, record)
          for (const [epoch, verdict] of before.entries()) {
            if (verdict === 'expired' && verdictOf(known, epoch, end) !== 'expired') return false
          }
        }
        return true
      },
    )
    fc.assert(property, runs)
  })

  it('are joined alike from both sides', () => {
    const records = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(5), fc.nat(9)).map(toRecord)
    fc.assert(
      fc.property(records, records, (one, other) =>
        isDeepStrictEqual(merged(one, other), merged(other, one)),
      ),
      runs,
    )
  })
})

function toRecord([expired, stale, deadline, deadlineEpoch]: number[]): TagRecord {
  return {
    expired: expired!,
    stale: stale!,
    deadline: deadline!,
    deadlineEpoch: deadlineEpoch!,
  }
}
