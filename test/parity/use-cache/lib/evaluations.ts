/** Asked in this order, by name. */
export type Observations = Record<string, () => unknown>

/** How often the bodies of the cached functions ran in this process, by name. */
const counts: Record<string, number> = {}

export function evaluated(name: string): number {
  counts[name] = (counts[name] ?? 0) + 1
  return counts[name]
}

export function evaluations(name: string): number {
  return counts[name] ?? 0
}

/** What a promise came to, as JSON can carry it. */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  try {
    return shown(await promise)
  } catch (error) {
    const { name, message } = error as Error
    return { name, message }
  }
}

/** With the types that JSON would lose. */
export function shown(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' || typeof value === 'boolean'
      ? value
      : `${typeof value} ${name(value)}`
  }
  if (Array.isArray(value))
    return Array.from(value, (each, at) => (at in value ? shown(each) : 'hole'))
  const type = Object.prototype.toString.call(value).slice(8, -1)
  if (value instanceof Map || value instanceof Set) return { [type]: [...value].map(shown) }
  if (value instanceof Date) return { Date: value.getTime() }
  if (value instanceof Error) return { [value.name]: value.message }
  if (ArrayBuffer.isView(value))
    return { [type]: [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)] }
  if (type !== 'Object') return { [type]: String(value) }
  const entries = Object.entries(value).map(([key, each]) => [key, shown(each)])
  return {
    ...Object.fromEntries(entries),
    ...(Object.getPrototypeOf(value) ? {} : { '(prototype)': 'null' }),
  }
}

function name(value: unknown): string {
  return Object.is(value, -0) ? '-0' : typeof value === 'function' ? '' : String(value)
}
