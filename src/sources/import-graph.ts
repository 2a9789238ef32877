/** What project files import statically, directly and through each other. */
import { dirname, resolve } from 'node:path'
import { fromPaths } from '../modules/paths.js'
import { probe } from '../modules/probe.js'
import { isProjectFile } from '../modules/project-file.js'
import { readSource, type Source } from './source.js'

export interface Graph {
  read(file: string): Source | undefined
  /** The file and all it brings in; packages are left out. */
  reachable(file: string): readonly Source[]
  /** The project file that an import means; `undefined` for a package. */
  targetOf(specifier: string, importer: string): string | undefined
}

export function createGraph(): Graph {
  const sources = new Map<string, Source | undefined>()
  const read = (file: string): Source | undefined => {
    if (!sources.has(file)) sources.set(file, readSource(file))
    return sources.get(file)
  }
  return { read, reachable: file => reachable(file, read), targetOf }
}

function reachable(entry: string, read: Graph['read']): Source[] {
  const found = new Map<string, Source>()
  const waiting = [entry]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const source = found.has(file) ? undefined : read(file)
    if (!source) continue
    found.set(file, source)
    for (const { specifier } of source.imports) {
      const target = targetOf(specifier, file)
      if (target !== undefined) waiting.push(target)
    }
  }
  return [...found.values()]
}

const SOURCE = /\.[mc]?[jt]sx?$/

function targetOf(specifier: string, importer: string): string | undefined {
  const file = /^\.{0,2}\//.test(specifier)
    ? probe(resolve(dirname(importer), specifier), { importer })
    : fromPaths(specifier, importer, { importer })
  return file !== undefined && SOURCE.test(file) && isProjectFile(file) ? file : undefined
}
