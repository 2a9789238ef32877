/**
 * The `type` of the nearest `package.json`, as Node looks it up: the first manifest above a file
 * decides, also when it has no `type`, and nothing above `node_modules` is asked.
 */
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

export type PackageType = 'module' | 'commonjs' | undefined

const types = new Map<string, PackageType>()

/** `undefined` where the manifest has no `type`, or there is no manifest. */
export function packageType(file: string): PackageType {
  return typeOfDirectory(dirname(file))
}

/** Forgets what was read, e.g. after the project was edited. */
export function forgetPackageTypes(): void {
  types.clear()
}

function typeOfDirectory(directory: string): PackageType {
  if (types.has(directory)) return types.get(directory)
  const type = lookUp(directory)
  types.set(directory, type)
  return type
}

function lookUp(directory: string): PackageType {
  if (basename(directory) === 'node_modules') return undefined
  const manifest = readManifest(join(directory, 'package.json'))
  if (manifest)
    return manifest.type === 'module' || manifest.type === 'commonjs' ? manifest.type : undefined
  const parent = dirname(directory)
  return parent === directory ? undefined : typeOfDirectory(parent)
}

function readManifest(path: string): { readonly type?: unknown } | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  try {
    return Object(JSON.parse(text))
  } catch {
    // Node itself will name the broken manifest when it loads the file.
    return {}
  }
}
