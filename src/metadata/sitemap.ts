/** `sitemap.ts` → the text of `sitemap.xml`, to the newline as Next 16.4.6 writes it. */
import { URL } from '../natives.js'
import type { Compat } from '../next/scope.js'
import { fault, isObject, kindOf } from './fault.js'
import { videoText } from './sitemap-video.js'
import type { Escape } from './xml.js'

type Item = Readonly<Record<string, unknown>>

const FIX = 'Return an array of { url, lastModified, … } as MetadataRoute.Sitemap says.'

const NAMESPACES = [
  ['image', 'http://www.google.com/schemas/sitemap-image/1.1'],
  ['video', 'http://www.google.com/schemas/sitemap-video/1.1'],
  ['xhtml', 'http://www.w3.org/1999/xhtml'],
] as const

/** How it is written. */
interface Manner {
  readonly xml: Escape
  readonly compat: Compat
}

/** @throws RouteHandlersError `RH_INVALID_METADATA` for what is no such list. */
export function sitemapText(data: unknown, file: string, { xml, compat }: Manner): string {
  if (!Array.isArray(data)) {
    fault(file, `The sitemap function returned ${kindOf(data)} instead of an array.`, FIX)
  }
  const all = data.map((item, at) => checked(item, at, file))
  const items = compat === 14 ? all.map(withoutMedia) : all
  const used = {
    image: items.some(({ images }) => listOf(images, 'images', file).length > 0),
    video: items.some(({ videos }) => listOf(videos, 'videos', file).length > 0),
    xhtml: items.some(({ alternates }) => Object.keys(alternates ?? {}).length > 0),
  }
  const spaces = NAMESPACES.filter(([name]) => used[name])
  const attributes = spaces.map(([name, uri]) => ` xmlns:${name}="${uri}"`).join('')
  const urls = items.map(item => urlText(item, file, xml)).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"${attributes}>\n${urls}</urlset>\n`
}

function checked(item: unknown, at: number, file: string): Item {
  if (!isObject(item)) fault(file, `Entry ${at} of the sitemap is ${kindOf(item)}.`, FIX)
  const { url } = item
  if ((typeof url === 'string' && url !== '') || url instanceof URL) return item
  return fault(file, `Entry ${at} of the sitemap has no url.`, FIX)
}

/** Next.js 14 knows neither. */
function withoutMedia({ images: _, videos: __, ...item }: Item): Item {
  return item
}

function urlText(item: Item, file: string, xml: Escape): string {
  const { url, alternates, images, videos, lastModified, changeFrequency, priority } = item
  const lines = ['<url>', `<loc>${xml(url)}</loc>`, ...languageLines(alternates, xml)]
  for (const image of listOf(images, 'images', file)) {
    lines.push('<image:image>', `<image:loc>${xml(image)}</image:loc>`, '</image:image>')
  }
  for (const video of listOf(videos, 'videos', file)) lines.push(videoText(video, file, xml))
  if (lastModified) lines.push(`<lastmod>${xml(dateOf(lastModified, file))}</lastmod>`)
  if (changeFrequency) lines.push(`<changefreq>${xml(changeFrequency)}</changefreq>`)
  if (typeof priority === 'number') lines.push(`<priority>${priority}</priority>`)
  lines.push('</url>')
  return lines.map(line => `${line}\n`).join('')
}

function languageLines(alternates: unknown, xml: Escape): string[] {
  const languages = isObject(alternates) ? alternates['languages'] : undefined
  return Object.entries(languages ?? {}).map(
    ([language, url]) =>
      `<xhtml:link rel="alternate" hreflang="${xml(language)}" href="${xml(url)}" />`,
  )
}

function listOf(value: unknown, name: string, file: string): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : fault(file, `"${name}" is ${kindOf(value)}.`, FIX)
}

function dateOf(value: unknown, file: string): unknown {
  if (!(value instanceof Date)) return value
  if (Number.isNaN(value.getTime())) fault(file, 'A lastModified is an invalid Date.', FIX)
  return value.toISOString()
}
