/**
 * Types of `next/*` for projects without the package `next`; published as
 * `route-handlers/next-env`. Ambient, so this file must stay free of top-level imports and
 * exports. An ambient declaration beats an installed package, hence it is opted into by
 * `next-env.d.ts` of a project and referred to by nothing here. `next/root-params` is left out:
 * none of its functions can be called in a route file.
 */

declare module 'next' {
  /** What metadata files return. */
  export namespace MetadataRoute {
    type Robots = import('route-handlers').MetadataRoutes['Robots']
    type Sitemap = import('route-handlers').MetadataRoutes['Sitemap']
    type Manifest = import('route-handlers').MetadataRoutes['Manifest']
  }
  /** What `instrumentation.ts` exports. */
  export namespace Instrumentation {
    type onRequestError = import('route-handlers').InstrumentationOnRequestError
  }
}
declare module 'next/server' {
  export * from 'route-handlers/next/server'
}
declare module 'next/headers' {
  export * from 'route-handlers/next/headers'
}
declare module 'next/navigation' {
  export * from 'route-handlers/next/navigation'
}
declare module 'next/cache' {
  export * from 'route-handlers/next/cache'
}
declare module 'next/og' {
  export * from 'route-handlers/next/og'
}
declare module 'next/server.js' {
  export * from 'route-handlers/next/server'
}
declare module 'next/headers.js' {
  export * from 'route-handlers/next/headers'
}
declare module 'next/navigation.js' {
  export * from 'route-handlers/next/navigation'
}
declare module 'next/cache.js' {
  export * from 'route-handlers/next/cache'
}
declare module 'next/og.js' {
  export * from 'route-handlers/next/og'
}
declare module 'server-only' {}
declare module 'client-only' {}

/** What `fetch` knows inside a handler: how long its answer is stored, and under which tags. */
interface NextFetchRequestConfig {
  /** Seconds; `false` for until it is invalidated, 0 for not at all. */
  revalidate?: number | false
  tags?: string[]
}

interface RequestInit {
  next?: NextFetchRequestConfig | undefined
}
