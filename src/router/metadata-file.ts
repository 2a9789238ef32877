/**
 * Next.js's metadata files (`sitemap.ts`, `robots.txt`, `opengraph-image.png`, …): which names they
 * have, and at which URL each is served. Names as in Next 16.4.6, "Metadata Files".
 */
import { readFileSync } from 'node:fs'

export type MetadataKind =
  | 'favicon'
  | 'robots'
  | 'manifest'
  | 'sitemap'
  | 'icon'
  | 'apple-icon'
  | 'opengraph-image'
  | 'twitter-image'

export interface MetadataFile {
  readonly kind: MetadataKind
  /** Served as it is; otherwise its default export makes what is served. */
  readonly isStatic: boolean
  /** One URL for each id that its `generateSitemaps` or `generateImageMetadata` lists. */
  readonly hasIds: boolean
}

/** A file name that stands for metadata. */
export interface MetadataName {
  readonly kind: MetadataKind
  readonly isStatic: boolean
  readonly isRootOnly: boolean
  /** What its URL ends with, unless it has ids or a suffix: `robots.txt`, `icon1`. */
  readonly last: string
}

interface Rule {
  readonly kind: MetadataKind
  /** Extensions of static files. */
  readonly served: readonly string[]
  /** What the URL of a code file has behind the name; `undefined` where code is not allowed. */
  readonly made: string | undefined
  readonly isRootOnly?: true
  /** Whether one digit may follow the name. */
  readonly isNumbered?: true
}

const PHOTOS = ['jpg', 'jpeg', 'png']

const RULES: readonly Rule[] = [
  { kind: 'favicon', served: ['ico'], made: undefined, isRootOnly: true },
  { kind: 'robots', served: ['txt'], made: '.txt', isRootOnly: true },
  { kind: 'manifest', served: ['webmanifest', 'json'], made: '.webmanifest', isRootOnly: true },
  { kind: 'sitemap', served: ['xml'], made: '.xml' },
  { kind: 'icon', served: ['ico', ...PHOTOS, 'svg'], made: '', isNumbered: true },
  { kind: 'apple-icon', served: PHOTOS, made: '', isNumbered: true },
  { kind: 'opengraph-image', served: [...PHOTOS, 'gif'], made: '', isNumbered: true },
  { kind: 'twitter-image', served: [...PHOTOS, 'gif'], made: '', isNumbered: true },
]

const DIGITS = ['', ...'0123456789']

/** By file name. @param extensions - of code files. */
export function metadataNames(extensions: readonly string[]): Map<string, MetadataName> {
  const names = new Map<string, MetadataName>()
  const code = extensions.filter(extension => !/(?:^|\.)d\.ts$/.test(extension))
  for (const { kind, served, made, isRootOnly = false, isNumbered } of RULES) {
    for (const digit of isNumbered ? DIGITS : ['']) {
      const name = kind + digit
      for (const extension of made === undefined ? [] : code) {
        names.set(`${name}.${extension}`, { kind, isStatic: false, isRootOnly, last: name + made })
      }
      for (const extension of served) {
        const last = `${name}.${extension}`
        names.set(last, { kind, isStatic: true, isRootOnly, last })
      }
    }
  }
  return names
}

/** The parameter that Next.js has for ids. */
export const METADATA_ID = '__metadata_id__'

/** The segments of its URL behind those of its directory. */
export function metadataPath(
  { kind, last }: MetadataName,
  hasIds: boolean,
  directories: readonly string[],
): readonly string[] {
  const [, name = '', extension = ''] = /^([^.]*)(.*)$/.exec(last)!
  if (kind === 'sitemap') return hasIds ? [name, `[${METADATA_ID}]`] : [last]
  const named = name + suffixOf(directories) + extension
  return hasIds ? [named, `[${METADATA_ID}]`] : [named]
}

/** Groups and slots are no part of a URL, so files of several would meet there without it. */
function suffixOf(directories: readonly string[]): string {
  const isHidden = (name: string) => /^\(.*\)$/.test(name) || /^@(?!children$)/.test(name)
  if (!directories.some(isHidden)) return ''
  return `-${djb2(`/${directories.join('/')}`)
    .toString(36)
    .slice(0, 6)}`
}

/** As Next.js does it. */
function djb2(text: string): number {
  let hash = 5381
  for (let at = 0; at < text.length; at++) hash = (hash * 33 + text.charCodeAt(at)) & 0xffffffff
  return hash >>> 0
}

/** The function that lists the ids of a kind; `undefined` for kinds that have one URL. */
export function listerOf(kind: MetadataKind): string | undefined {
  if (kind === 'robots' || kind === 'manifest' || kind === 'favicon') return undefined
  return kind === 'sitemap' ? 'generateSitemaps' : 'generateImageMetadata'
}

/**
 * Whether a code file exports the function: by its text, as Next.js decides it, because that says
 * at which URL the file is served. A file that is gone does not.
 */
export function exportsIn(file: string, name: string): boolean {
  const declared = `\\bexport\\s+(?:async\\s+)?(?:const|let|var|function)\\s*\\*?\\s+${name}\\b`
  const listed = `\\bexports?\\s*=?\\s*\\{[^}]*\\b${name}\\b`
  const assigned = `\\bexports\\.${name}\\b`
  try {
    const text = withoutComments(readFileSync(file, 'utf8'))
    return new RegExp(`${declared}|${listed}|${assigned}`).test(text)
  } catch {
    return false
  }
}

function withoutComments(source: string): string {
  return source.replace(/^\s*(?:\/\*.*?\*\/|\/\/.*?$)/gms, '')
}
