/** `generateSitemaps` and `generateImageMetadata`: the ids that a metadata file has URLs for. */
import { fault, kindOf } from './fault.js'

export type ListsIds = (given?: object) => unknown

/**
 * @returns the ids as they were given.
 * @throws RouteHandlersError `RH_INVALID_METADATA`; for an item without id in the words of Next.js.
 */
export async function idsOf(list: ListsIds, name: string, file: string, given?: object) {
  const items: unknown = await (given === undefined ? list() : list(given))
  const fix = `Return an array of objects with an id from ${name}.`
  if (!Array.isArray(items)) {
    return fault(file, `${name} returned ${kindOf(items)} instead of an array.`, fix)
  }
  return items.map((item: unknown): unknown => {
    const id: unknown = Object(item).id
    if (id !== undefined && id !== null) return id
    return fault(file, `id property is required for every item returned from ${name}`, fix)
  })
}

/** As Next.js compares them. */
export function sameId(ids: readonly unknown[], wanted: string | undefined): unknown {
  return wanted === undefined ? undefined : ids.find(id => String(id) === wanted)
}
