/**
 * Takes CommonJS modules out of Node's cache, so that the next `require` evaluates them again.
 * Every module keeps a list of its children, which would keep the old ones alive.
 *
 * @returns the files that were there.
 */
export function purge(files: ReadonlySet<string>): string[] {
  const gone = new Set([...files].flatMap(file => require.cache[file] ?? []))
  if (gone.size === 0) return []
  for (const { filename } of gone) delete require.cache[filename]
  for (const module of Object.values(require.cache)) {
    if (module?.children.some(child => gone.has(child))) {
      module.children = module.children.filter(child => !gone.has(child))
    }
  }
  return [...gone].map(({ filename }) => filename)
}
