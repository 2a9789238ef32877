/**
 * Which files the hooks may touch: those of the project. Packages and this library itself are
 * left to Node. "This library" is the directory of the code, not the package: a repository may
 * keep examples and tests below the package root, and those are project files.
 */
import { realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const OWN_DIRECTORIES = [join(__dirname, '..'), join(__dirname, '..', '..', 'adapters')]
const PACKAGES = `${sep}node_modules${sep}`

/** Whether `file` lies in `directory` or below it. */
export function isInside(file: string, directory: string): boolean {
  return file.startsWith(directory.endsWith(sep) ? directory : directory + sep)
}

/** Whether the file belongs to this library. */
export function isOwnFile(file: string): boolean {
  return OWN_DIRECTORIES.some(own => isInside(file, own))
}

export function isProjectFile(file: string): boolean {
  return !file.includes(PACKAGES) && !isOwnFile(file)
}

/** The path without symbolic links, which is the name that Node gives to a module. */
export function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    // Gone, or below a directory that Node's permission model does not show.
    return path
  }
}

/** The path behind a `file:` URL, without query and hash; `undefined` for any other URL. */
export function pathOf(url: string | undefined): string | undefined {
  if (!url?.startsWith('file:')) return undefined
  try {
    return fileURLToPath(url)
  } catch {
    // `file://host/…`, or an encoded slash: Node reports it in its own words.
    return undefined
  }
}
