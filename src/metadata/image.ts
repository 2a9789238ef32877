/** Icons and share images that code makes: the answer is what its function returns. */
import { paramsFor } from '../handler/params.js'
import { METADATA_ID, type MetadataFile } from '../router/metadata-file.js'
import type { Params, Route } from '../router/route.js'
import type { MetadataExports } from './exports.js'
import { idsOf, sameId } from './ids.js'
import type { MetadataSettings } from './metadata-module.js'
import type { Made } from './text.js'
import { none, notFound } from './unlisted.js'

/** `undefined` for a route without parameters. */
interface Given {
  readonly params: Promise<Params> | Params | undefined
}

export function imageHandler(
  { make, lister, listIds, generateStaticParams }: MetadataExports,
  { file, pattern, params }: Route & { readonly metadata: MetadataFile },
  { compat, dev }: MetadataSettings,
): Made {
  if (listIds === undefined) return { handler: only, staticParams: generateStaticParams }
  // Up to 15, Next.js makes an image that has an id for every request.
  if (compat < 16) return { handler: one, staticParams: undefined }
  return { handler: one, staticParams: params.length === 1 ? all : none }

  /** Synchronous up to 15. */
  async function only(_: unknown, context: object): Promise<unknown> {
    const given = (context as Given).params
    return make(compat === 16 ? { params: given } : { params: await given, id: undefined })
  }

  async function one(_: unknown, context: object): Promise<unknown> {
    const { [METADATA_ID]: wanted, ...others } = (await (context as Given).params)!
    const ids = await idsOf(listIds!, lister, file, { params: others })
    const found = sameId(ids, String(wanted))
    if (found === undefined) return notFound()
    if (compat < 16) return make({ params: others, id: found })
    return make({ params: paramsFor(others, compat, pattern, dev), id: Promise.resolve(wanted) })
  }

  async function all(): Promise<object[]> {
    const ids = await idsOf(listIds!, lister, file, { params: {} })
    return ids.map(id => ({ [METADATA_ID]: String(id) }))
  }
}
