/** Packages without types, or whose types differ between the aliased majors. */
export function loose(name: string): any {
  return require(name)
}
