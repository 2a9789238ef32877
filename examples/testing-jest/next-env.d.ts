/** Types of what route files import; at run time the mounted directory provides the same modules. */
declare module 'next/server' {
  export * from 'route-handlers/next/server'
}
declare module 'next/headers' {
  export * from 'route-handlers/next/headers'
}
declare module 'next/navigation' {
  export * from 'route-handlers/next/navigation'
}
