/**
 * `next-env.d.ts`, Next's name for the file that brings generated types into a program. Editors
 * and `tsc` find it because it lies in the project root; what it refers to does not.
 */
import { GENERATED } from './routes-file.js'

/** Who wrote a `next-env.d.ts`. */
export type Author = 'nobody' | 'us' | 'Next.js' | 'someone else'

/**
 * Prints the file.
 *
 * @param typesNext - whether to refer to types of ours for `next/*`. An ambient declaration beats
 *   an installed package, so not where `next` is one.
 */
export function nextEnvFile(typesNext: boolean): string {
  const ambient = typesNext ? '/// <reference types="route-handlers/next-env" />\n' : ''
  return `${GENERATED}\n${ambient}/// <reference path="./.route-handlers/types/routes.d.ts" />\n`
}

/** Tells by the text: ours by its first line, Next's by the reference that all its versions have. */
export function authorOf(text: string | undefined): Author {
  if (text === undefined || text.trim() === '') return 'nobody'
  if (/^.*/.exec(text)![0] === GENERATED) return 'us'
  return text.includes('/// <reference types="next"') ? 'Next.js' : 'someone else'
}
