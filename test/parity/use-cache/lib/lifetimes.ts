/** How long values are kept. */
import { cacheLife, cacheTag, revalidateTag } from 'next/cache'
import { evaluated, type Observations, outcome } from './evaluations'

async function tagged(tag: string): Promise<number> {
  'use cache'
  cacheTag(tag)
  return evaluated(`tagged ${tag}`)
}

async function outerOf(tag: string): Promise<string> {
  'use cache'
  return `${evaluated(`outer ${tag}`)} ${await tagged(tag)}`
}

async function zeroLife(): Promise<number> {
  'use cache'
  cacheLife({ revalidate: 0 })
  return evaluated('zeroLife')
}

async function oneSecond(): Promise<number> {
  'use cache'
  cacheLife({ revalidate: 1, expire: 400 })
  return evaluated('oneSecond')
}

async function hours(): Promise<number> {
  'use cache'
  cacheLife('hours')
  return evaluated('hours')
}

async function life(profile: unknown): Promise<number> {
  'use cache'
  cacheLife(profile as 'hours')
  return 1
}

export const lifetimeObservations: Observations = {
  tags: async () => {
    const before = [await tagged('t1'), await outerOf('t1'), await tagged('t2')]
    revalidateTag('t1', { expire: 0 })
    const within = [await tagged('t1'), await outerOf('t1'), await tagged('t2')]
    return [before, within]
  },
  tagsAfter: async () => [await tagged('t1'), await outerOf('t1'), await tagged('t2')],
  tagMax: async () => {
    const before = await tagged('t3')
    revalidateTag('t3', 'max')
    return [before, await tagged('t3')]
  },
  tagMaxAfter: async () => [await tagged('t3'), await tagged('t3')],
  zeroLife: async () => [await zeroLife(), await zeroLife()],
  oneSecond: async () => {
    const first = await oneSecond()
    const again = await oneSecond()
    await new Promise(resolve => setTimeout(resolve, 1200))
    return [first, again, await oneSecond()]
  },
  hours: async () => [await hours(), await hours()],
  'life-unknown': () => outcome(life('unknown')),
  'life-number': () => outcome(life(1)),
  'life-false': () => outcome(life({ revalidate: false })),
  'life-string': () => outcome(life({ revalidate: '1' })),
  'life-reversed': () => outcome(life({ revalidate: 10, expire: 1 })),
  'outside-life': () => outcome((async () => cacheLife('hours'))()),
  'outside-tag': () => outcome((async () => cacheTag('a'))()),
}
