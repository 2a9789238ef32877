/** Sitemaps, robots files and web manifests that code makes. */
import type { GenerateStaticParams, Handler } from '../handler/route-module.js'
import { Response } from '../natives.js'
import { METADATA_ID, type MetadataFile } from '../router/metadata-file.js'
import type { Route } from '../router/route.js'
import type { MetadataExports } from './exports.js'
import { fault } from './fault.js'
import { contentTypeOf, REVALIDATE } from './fields.js'
import { idsOf, sameId } from './ids.js'
import type { MetadataSettings } from './metadata-module.js'
import { robotsText } from './robots.js'
import { sitemapText } from './sitemap.js'
import { none, notFound } from './unlisted.js'
import { webManifestText } from './web-manifest.js'
import { escaped, raw } from './xml.js'

export interface Made {
  readonly handler: Handler
  readonly staticParams: GenerateStaticParams | undefined
}

type MetadataRoute = Route & { readonly metadata: MetadataFile }

export function textHandler(
  { make, lister, listIds, generateStaticParams }: MetadataExports,
  { file, params, metadata: { kind } }: MetadataRoute,
  { compat, parity }: MetadataSettings,
): Made {
  const headers = { 'content-type': contentTypeOf(kind, file), 'cache-control': REVALIDATE }
  const answer = (data: unknown) => new Response(textOf(data), { headers })
  if (listIds === undefined) {
    return { handler: async () => answer(await make()), staticParams: generateStaticParams }
  }
  return { handler: one, staticParams: params.length === 1 ? all : none }

  function textOf(data: unknown): string {
    if (data instanceof Response) {
      const fix = 'Return data: the answer is made of it.'
      fault(file, `The ${kind} function returned a Response, which is not supported.`, fix)
    }
    if (kind === 'robots') return robotsText(data, file, compat)
    if (kind === 'manifest') return webManifestText(data, file)
    return sitemapText(data, file, { xml: parity === 'exact' ? raw : escaped, compat })
  }

  async function one(_: unknown, context: object): Promise<Response> {
    const { [METADATA_ID]: name } = await (context as { params: Record<string, string> }).params
    const wanted = /^(.*)\.xml$/s.exec(name ?? '')?.[1]
    const found = sameId(await idsOf(listIds!, lister, file), wanted)
    if (found === undefined) return notFound()
    // The number in 14, its text in 15, a promise of that in 16.
    const id = compat === 14 ? found : compat === 15 ? wanted : Promise.resolve(wanted)
    return answer(await make({ id }))
  }

  async function all(): Promise<object[]> {
    const ids = await idsOf(listIds!, lister, file)
    return ids.map(id => ({ [METADATA_ID]: `${id}.xml` }))
  }
}
