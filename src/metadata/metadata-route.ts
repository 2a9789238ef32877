/**
 * `MetadataRoute` of the package `next`: what the default exports of metadata files return. Names
 * and shapes are those of Next 16.4.6, so that a file type-checks unchanged in both worlds.
 */

type YesOrNo = 'yes' | 'no' | undefined

interface RobotsRule {
  allow?: string | string[] | undefined
  disallow?: string | string[] | undefined
  /** Seconds. */
  crawlDelay?: number | undefined
  /** Fields that no standard names; since Next.js 16. */
  other?:
    | { [field: string]: string | number | Array<string | number> | null | undefined }
    | undefined
}

interface Robots {
  rules:
    | (RobotsRule & { userAgent?: string | string[] | undefined })
    | Array<RobotsRule & { userAgent: string | string[] }>
  sitemap?: string | string[] | undefined
  host?: string | undefined
}

interface Restriction {
  relationship: 'allow' | 'deny'
  content: string
}

interface Video {
  title: string
  thumbnail_loc: string
  description: string
  content_loc?: string | undefined
  player_loc?: string | undefined
  /** Seconds. */
  duration?: number | undefined
  expiration_date?: Date | string | undefined
  rating?: number | undefined
  view_count?: number | undefined
  publication_date?: Date | string | undefined
  family_friendly?: YesOrNo
  restriction?: Restriction | undefined
  platform?: Restriction | undefined
  requires_subscription?: YesOrNo
  uploader?: { info?: string | undefined; content?: string | undefined } | undefined
  live?: YesOrNo
  tag?: string | undefined
}

interface SitemapEntry {
  url: string
  lastModified?: string | Date | undefined
  changeFrequency?:
    | 'always'
    | 'hourly'
    | 'daily'
    | 'weekly'
    | 'monthly'
    | 'yearly'
    | 'never'
    | undefined
  /** 0 to 1. */
  priority?: number | undefined
  alternates?: { languages?: { [language: string]: string | undefined } | undefined } | undefined
  images?: string[] | undefined
  videos?: Video[] | undefined
}

interface Icon {
  src: string
  type?: string | undefined
  sizes?: string | undefined
  purpose?: 'any' | 'maskable' | 'monochrome' | undefined
}

/** Members of the W3C manifest that are not named here may be given too. */
interface Manifest {
  name?: string | undefined
  short_name?: string | undefined
  description?: string | undefined
  id?: string | undefined
  start_url?: string | undefined
  scope?: string | undefined
  lang?: string | undefined
  dir?: 'ltr' | 'rtl' | 'auto' | undefined
  display?: 'fullscreen' | 'standalone' | 'minimal-ui' | 'browser' | undefined
  background_color?: string | undefined
  theme_color?: string | undefined
  categories?: string[] | undefined
  icons?: Icon[] | undefined
  [member: string]: unknown
}

/**
 * What `sitemap.ts`, `robots.ts` and `manifest.ts` return, as `import type { MetadataRoute } from
 * 'next'` gives it.
 *
 * @example
 * export default function sitemap(): MetadataRoute.Sitemap {
 *   return [{ url: 'https://example.com', lastModified: new Date() }]
 * }
 */
export interface MetadataRoutes {
  readonly Robots: Robots
  readonly Sitemap: SitemapEntry[]
  readonly Manifest: Manifest
}
