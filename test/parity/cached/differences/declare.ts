/** Differences in few words. */
import type { Declared, Fields } from '../compare'
import type { Version } from '../servers'

export const NO_STORE = ['private, no-cache, no-store, max-age=0, must-revalidate']
export const FOR_EVER = ['s-maxage=31536000']
export const A_PAGE = '<a page of Next.js>'

/** 14 says nothing of the life of a handler's answer, and neither do we. */
export const TELLS_LIFE: readonly Version[] = [15, 16]

/** 15 leaves the second part out, and so does the comparison. */
export function seconds(life: number, version: Version): readonly string[] {
  const grace = version === 15 ? '' : `, stale-while-revalidate=${31_536_000 - life}`
  return [`s-maxage=${life}${grace}`]
}

type Where = Pick<Declared, 'versions' | 'parity'>

export const at = (step: number, target: string, field: string) => `[${step}] ${target}: ${field}`

/** One field in several steps of a sequence. */
export function inSteps(
  steps: readonly number[],
  target: string,
  field: string,
  next: unknown,
  ours: unknown,
): Fields {
  return Object.fromEntries(steps.map(step => [at(step, target, field), [next, ours] as const]))
}

/** `x-nextjs-cache` in one step. */
export const state = (step: number, target: string, next: unknown, ours: unknown): Fields => ({
  [at(step, target, 'headers.x-nextjs-cache')]: [next, ours],
})

/** Of a path that is asked for twice: one field, or several, of both answers. */
export function inBoth(
  reason: string,
  path: string,
  fields: Readonly<Record<string, readonly [next: unknown, ours: unknown]>>,
  where: Where = {},
): Declared {
  const all = Object.entries(fields).map(([field, [next, ours]]) =>
    inSteps([1, 2], `GET ${path}`, field, next, ours),
  )
  return { title: `${path}, twice`, reason, fields: Object.assign({}, ...all), ...where }
}

/** Next.js gives the first answer again, we run the handler again. */
export function notStored(reason: string, path: string, { ownControl = false } = {}): Declared[] {
  const improved = { parity: 'improved' } as const
  const second = { [at(2, `GET ${path}`, 'body')]: ['run 1', 'run 2'] as const }
  const state = inBoth(reason, path, { 'headers.x-nextjs-cache': [['HIT'], undefined] }, improved)
  const control = inBoth(
    reason,
    path,
    { 'headers.cache-control': [FOR_EVER, NO_STORE] },
    { ...improved, versions: TELLS_LIFE },
  )
  return [{ ...state, fields: { ...state.fields, ...second } }, ...(ownControl ? [] : [control])]
}

/** Next.js runs the handler again, we give the first answer again. */
export function stored(
  reason: string,
  path: string,
  control: (version: Version) => readonly string[],
  versions: readonly Version[] = [14, 15, 16],
): Declared[] {
  const where = { parity: 'improved', versions } as const
  const second = { [at(2, `GET ${path}`, 'body')]: ['GET run 2', 'GET run 1'] as const }
  const state = inBoth(reason, path, { 'headers.x-nextjs-cache': [undefined, ['HIT']] }, where)
  const lives = TELLS_LIFE.map(version =>
    inBoth(
      reason,
      path,
      { 'headers.cache-control': [undefined, control(version)] },
      { parity: 'improved', versions: [version] },
    ),
  )
  return [{ ...state, fields: { ...state.fields, ...second } }, ...lives]
}
