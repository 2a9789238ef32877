/** What a metadata file exports: the function that makes it, and the one that lists its ids. */
import { RouteHandlersError } from '../errors.js'
import type { GenerateStaticParams } from '../handler/route-module.js'
import { listerOf, type MetadataFile } from '../router/metadata-file.js'
import type { ListsIds } from './ids.js'

type Exports = Readonly<Record<string, unknown>>

export interface MetadataExports {
  readonly all: Exports
  /** The default export. */
  readonly make: (given?: object) => unknown
  /** Name of the function that lists ids. */
  readonly lister: string
  readonly listIds: ListsIds | undefined
  readonly generateStaticParams: GenerateStaticParams | undefined
}

/** @throws RouteHandlersError `RH_INVALID_EXPORT` */
export function readExports(
  namespace: Exports,
  file: string,
  { kind, hasIds }: MetadataFile,
): MetadataExports {
  const all = ownExports(namespace)
  const make = all['default']
  if (typeof make !== 'function') {
    const sentence = `Default export is missing in ${JSON.stringify(file)}`
    throw invalid(sentence, 'Export the function that makes it as default.', file)
  }
  const lister = listerOf(kind) ?? ''
  const listIds = all[lister]
  if ((typeof listIds === 'function') !== hasIds) throw unclear(lister, hasIds, file)
  const listParams = all['generateStaticParams']
  return {
    ...{ all, lister },
    make: make as MetadataExports['make'],
    listIds: listIds as ListsIds | undefined,
    generateStaticParams:
      typeof listParams === 'function' ? (listParams as GenerateStaticParams) : undefined,
  }
}

/** To `import()` the default export of a CommonJS file is all that it exports. */
function ownExports(namespace: Exports): Exports {
  const { default: fallback } = namespace
  const isWhole = typeof fallback === 'object' && fallback !== null && 'default' in fallback
  return isWhole ? (fallback as Exports) : namespace
}

/** Its URL was made from its text. */
function unclear(lister: string, hasIds: boolean, file: string): RouteHandlersError {
  return hasIds
    ? invalid(`${lister} is not a function in ${file}.`, 'Export a function, or remove it.', file)
    : invalid(
        `${lister} cannot be found in the text of ${file}, which says at which URLs it is served.`,
        `Write "export function ${lister}() { … }" in this file.`,
        file,
      )
}

function invalid(sentence: string, fix: string, file: string): RouteHandlersError {
  return new RouteHandlersError('RH_INVALID_EXPORT', `${sentence}\n${fix}`, { file })
}
