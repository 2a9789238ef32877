/** Functions that are cached, with their arguments and values as they were. */
import { type CachedOptions, type CacheLife, cached } from 'route-handlers/cache'

interface User {
  readonly id: string
  readonly since: Date
}

const life: CacheLife = { revalidate: 60, expire: 3600 }

export const getUser: (id: string) => Promise<User> = cached(
  async (id: string) => ({ id, since: new Date() }),
  { life, tags: id => [`user:${id.toUpperCase()}`] },
)
export const add: (a: number, b?: number) => Promise<number> = cached((a: number, b = 1) => a + b, {
  id: 'add',
  life: 'hours',
  tags: ['sums'],
  kind: 'remote',
})
export const sum: (...all: number[]) => Promise<number> = cached((...all: number[]) => all.length)

const options: CachedOptions<readonly [page: number]> = { kind: 'redis', tags: page => [`${page}`] }
export const list = cached((page: number) => [page], options)
export const pages: Promise<number[]> = list(1)

// @ts-expect-error it takes a text
getUser(1)
// @ts-expect-error a promise, though the function gives none
const text: number = add(1, 2)
// @ts-expect-error tags are texts
cached((id: string) => id, { tags: id => [id.length] })
// @ts-expect-error no such option
cached(() => 1, { ttl: 5 })
// @ts-expect-error times are numbers
cached(() => 1, { life: { revalidate: '1' } })

export { text }
