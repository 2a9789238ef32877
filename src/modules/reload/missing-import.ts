/** The import statement that led nowhere. Errors name it in many ways, always between quotes. */
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { positionOf } from '../error-frame.js'
import { isNotFound } from '../resolve-rules.js'
import { faultAt, type SourceFault, textOf } from './source-fault.js'

const NOT_EXPORTED =
  /^(?:The requested module|Named export) .*(?:export named|not found|conflicting)/

/** @param files - absolute; the first one that has such an import is blamed. */
export function missingImport(files: readonly string[], failure: unknown): SourceFault | undefined {
  const message = messageOf(failure)
  if (!isMissing(failure, message)) return undefined
  const quoted = [...message.matchAll(/['"]([^'"\n]+)['"]/g)].map(([, name = '']) => name)
  const byImporter = [...files].sort((a, b) => mention(message, b) - mention(message, a))
  for (const file of byImporter) {
    const source = textOf(file)
    const found = source && importOf(source, file, quoted)
    if (found) return faultAt(file, positionOf(source, found.offset), firstLine(message))
  }
  return undefined
}

function isMissing(failure: unknown, message: string): boolean {
  const { code } = Object(failure) as { code?: unknown }
  return isNotFound(failure) || code === 'RH_NEXT_IMPORT_UNRESOLVED' || NOT_EXPORTED.test(message)
}

function messageOf(failure: unknown): string {
  return String((Object(failure) as Partial<Error>).message ?? failure)
}

/** `imported from /project/route.ts`, or the first line of a "Require stack". */
function mention(message: string, file: string): number {
  const [, importer = ''] = /(?:imported (?:from|by)|Require stack:\n-) (\S+)/.exec(message) ?? []
  return importer.includes(file) ? 1 : 0
}

const firstLine = (message: string): string => message.split('\n', 1)[0] ?? message

const IMPORT = /\b(?:from|import|require\s*\(|import\s*\()\s*(?=(['"])([^'"\n]+)\1)/g

function importOf(
  source: string,
  file: string,
  quoted: readonly string[],
): { readonly offset: number } | undefined {
  for (const found of source.matchAll(IMPORT)) {
    const [keyword, , specifier = ''] = found
    if (quoted.some(name => means(name, specifier, file)))
      return { offset: found.index + keyword.length }
  }
  return undefined
}

/** A message has the specifier, the path that it comes to, or the package that it begins with. */
function means(name: string, specifier: string, file: string): boolean {
  if (name === specifier || specifier.startsWith(`${name}/`)) return true
  if (!specifier.startsWith('.')) return false
  const path = name.startsWith('file:') ? fileURLToPath(name) : name
  return path === resolve(dirname(file), specifier)
}
