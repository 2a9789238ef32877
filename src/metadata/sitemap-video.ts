/** The videos of a sitemap entry: one tag per line, in the order of Next 16.4.6. */
import { fault, isObject, kindOf } from './fault.js'
import type { Escape } from './xml.js'

const ALWAYS = ['title', 'thumbnail_loc', 'description']

/** Left out where there is nothing to say. Name → attribute, of those whose text is `content`. */
const OPTIONAL: readonly (readonly [name: string, attribute?: string])[] = [
  ...['content_loc', 'player_loc', 'duration', 'view_count', 'tag', 'rating'].map(only),
  ...['expiration_date', 'publication_date', 'family_friendly', 'requires_subscription'].map(only),
  only('live'),
  ['restriction', 'relationship'],
  ['platform', 'relationship'],
  ['uploader', 'info'],
]

export function videoText(video: unknown, file: string, xml: Escape): string {
  if (!isObject(video)) {
    fault(file, `A video of the sitemap is ${kindOf(video)}.`, 'Return objects in "videos".')
  }
  const always = ALWAYS.map(name => tag(name, '', xml(video[name])))
  const optional = OPTIONAL.flatMap(([name, attribute]) => {
    const value = video[name]
    if (!value) return []
    if (attribute === undefined) return [tag(name, '', xml(value))]
    const { [attribute]: said, content } = Object(value) as Record<string, unknown>
    // Where "info" is left out, Next.js writes its absence into the name of the tag.
    const given = said === undefined ? '' : ` ${attribute}="${xml(said)}"`
    return [tag(name, given, xml(content))]
  })
  return ['<video:video>', ...always, ...optional, '</video:video>'].join('\n')
}

function tag(name: string, attributes: string, content: string): string {
  return `<video:${name}${attributes}>${content}</video:${name}>`
}

function only(name: string): readonly [string] {
  return [name]
}
