/**
 * Takes CommonJS modules out of Node's cache, so that the next `require` evaluates them again.
 * Every module keeps a list of its children, which would keep the old ones alive.
 *
 * @returns the files that were there.
 */
export function purge(files: ReadonlySet<string>): string[] {
  const cached = [...files].filter(file => require.cache[file])
  if (cached.length === 0) return []
  const gone = new Set(cached.map(file => require.cache[file]))
  for (const file of cached) delete require.cache[file]
  for (const module of Object.values(require.cache)) {
    // What `import` makes of JSON `with { type: 'json' }` is cached there too, and has no children.
    if (module?.children?.some(child => gone.has(child))) {
      module.children = module.children.filter(child => !gone.has(child))
    }
  }
  return cached
}
