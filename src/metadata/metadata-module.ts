/**
 * A metadata file as a route module: its default export becomes a GET, as Next.js wraps it in a
 * generated route handler. From there on it is a route like any other, and cached like one.
 */
import type { Handler, RouteModule } from '../handler/route-module.js'
import { readSegmentConfig } from '../handler/segment-config.js'
import type { Compat } from '../next/scope.js'
import type { MetadataFile } from '../router/metadata-file.js'
import type { Route } from '../router/route.js'
import { readExports } from './exports.js'
import { imageHandler } from './image.js'
import { servedFile } from './served-file.js'
import { textHandler } from './text.js'

export interface MetadataSettings {
  readonly compat: Compat
  readonly parity: 'improved' | 'exact'
  readonly dev: boolean
}

/** The methods that the generated handlers of Next.js answer. */
const ALLOW = 'GET, HEAD'

/**
 * @param exports - of the file; of one that is served as it is, anything.
 * @throws RouteHandlersError `RH_INVALID_EXPORT`, `RH_INVALID_METADATA`.
 */
export function readMetadataModule(
  exports: Readonly<Record<string, unknown>>,
  route: Route & { readonly metadata: MetadataFile },
  settings: MetadataSettings,
): RouteModule {
  const { file, pattern, metadata } = route
  if (metadata.isStatic) return moduleOf(servedFile(file, metadata.kind, settings))
  const read = readExports(exports, file, metadata)
  const isText = /^(?:robots|manifest|sitemap)$/.test(metadata.kind)
  const { handler, staticParams } = (isText ? textHandler : imageHandler)(read, route, settings)
  return {
    ...moduleOf(handler),
    config: readSegmentConfig(read.all, pattern, file),
    generateStaticParams: staticParams,
  }
}

function moduleOf(GET: Handler): RouteModule {
  return {
    methods: new Map([['GET', GET]]),
    config: {},
    generateStaticParams: undefined,
    allow: ALLOW,
  }
}
