/**
 * The rule of Next 14 and 15: a place in the tree has one parameter name and one kind of
 * catch-all. Next 16 dropped it where the rest of the paths tells the routes apart.
 */
import { conflict } from './conflicts.js'
import type { Entry } from './entry.js'
import { spell, type UrlSegment } from './segment.js'

interface Named {
  readonly segment: UrlSegment
  readonly entry: Entry
}

/**
 * Makes a check that no place has two names, to be given all entries one by one: routes before
 * pages, as two pages are Next's concern alone. It throws RouteHandlersError `RH_ROUTE_CONFLICT`,
 * naming both files.
 */
export function createSlugCheck(): (entry: Entry) => void {
  const seen = new Map<string, Named>()
  return entry => {
    let parent = ''
    for (const segment of entry.segments) {
      const place = `${parent}/${spell(segment, '*')}`
      if (segment.kind !== 'static') checkSlug({ segment, entry }, parent, place, seen)
      parent = place
    }
  }
}

function checkSlug(named: Named, parent: string, place: string, seen: Map<string, Named>): void {
  const { segment, entry } = named
  const other = seen.get(place)
  if (!other) seen.set(place, named)
  else if (other.segment.name !== segment.name && other.entry.kind === 'route') {
    conflict(
      `You cannot use different slug names for the same dynamic path ('${other.segment.name}' !== '${segment.name}').`,
      other.entry,
      entry,
      'Give both directories the same name, or set `compat: 16`, which allows it where the rest of the paths differs.',
    )
  }
  if (segment.kind === 'dynamic') return
  const required = segment.kind === 'catch-all'
  const rival = seen.get(`${parent}/${required ? '[[...*]]' : '[...*]'}`)
  if (rival?.entry.kind !== 'route') return
  const [first, second] = required ? [named, rival] : [rival, named]
  conflict(
    `You cannot use both an required and optional catch-all route at the same level ("${spell(first.segment)}" and "${spell(second.segment)}" ).`,
    first.entry,
    second.entry,
    'Keep one of them, or set `compat: 16`, which allows both.',
  )
}
