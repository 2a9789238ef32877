/**
 * Cached routes under `next start` of 14, 15 and 16 and under us: sequences of requests, whose
 * answers tell what was kept, renewed and dropped. Played against `parity: 'exact'` and against the
 * defaults. Every difference is declared, with its reason; one that is not fails, and so does one
 * that is not there any more.
 */
import { declaredFor, differences } from './cached/compare'
import { declared } from './cached/differences'
import { Player, type Recording } from './cached/player'
import { sequences } from './cached/sequences'
import {
  type Parity,
  startNextVersion,
  startOrigin,
  startOurs,
  VERSIONS,
  type Version,
} from './cached/servers'
import type { Server } from './child'

const PARITIES = ['exact', 'improved'] as const
const BUILD_AND_PLAY = 400_000

let origin: Server

beforeAll(async () => {
  origin = await startOrigin()
})

afterAll(() => origin?.stop())

describe.each(VERSIONS)('Next.js %s', version => {
  const ofVersion = sequences.filter(({ versions = VERSIONS }) =>
    (versions as readonly number[]).includes(version),
  )
  const amiss: Record<Parity, string[]> = { exact: [], improved: [] }
  let recorded: Record<Parity | 'next', Record<string, Recording>>

  beforeAll(async () => {
    const next = await record(await startNextVersion(version, origin), false)
    const [exact, improved] = await Promise.all(
      PARITIES.map(async parity =>
        record(await startOurs(version, parity, origin), parity === 'improved', amiss[parity]),
      ),
    )
    recorded = { next, exact: exact!, improved: improved! }
  }, BUILD_AND_PLAY)

  describe.each(PARITIES)('parity: %s', parity => {
    test.each(ofVersion.map(({ title }) => title))('%s', title => {
      const found = differences(
        comparable(recorded.next[title]!, version),
        comparable(recorded[parity][title]!, version),
      )
      expect(found).toEqual(declaredFor(declared, title, version, parity))
    })

    test('D4: validators and ages are there by default, and none with exact', () => {
      expect(amiss[parity]).toEqual([])
    })
  })

  /** All at the same time: they are about time, most of them. */
  async function record(server: Server, hasValidators: boolean, amiss: string[] = []) {
    const play = async ({ title, play }: (typeof sequences)[number]) => {
      const player = new Player(server.port, hasValidators)
      await play(player)
      amiss.push(...player.amiss)
      return [title, player.recording] as const
    }
    return Object.fromEntries(await Promise.all(ofVersion.map(play)).finally(server.stop))
  }
})

test('no sequence has the title of another', () => {
  const titles = sequences.map(({ title }) => title)
  expect(titles).toEqual([...new Set(titles)])
})

test('every difference is one of a sequence', () => {
  const titles = new Set(sequences.map(({ title }) => title))
  expect(declared.filter(({ title }) => !titles.has(title))).toEqual([])
})

/**
 * 15 says `stale-while-revalidate` of what it built, and not of what it made since: of one answer
 * this, then that. We always do.
 */
function comparable(recording: Recording, version: Version): Recording {
  if (version !== 15) return recording
  const text = JSON.stringify(recording).replaceAll(/, stale-while-revalidate=\d+/g, '')
  return JSON.parse(text)
}
