/**
 * `?rh-v=N`: an `import()` of a CommonJS module that was evaluated again. Node's module map would
 * answer the plain URL with the first evaluation for ever; under a new URL it asks the CommonJS
 * cache, which has the new one.
 */
const VERSION = /[?&]rh-v=\d+$/

/** @param purges - file → version. */
export function withVersion(
  url: string,
  file: string | undefined,
  purges: ReadonlyMap<string, number> | undefined,
): string {
  const version = file === undefined ? undefined : purges?.get(file)
  return version === undefined || VERSION.test(url) ? url : versioned(url, version)
}

export function versioned(url: string, version: number): string {
  return `${url}${url.includes('?') ? '&' : '?'}rh-v=${version}`
}

/** The URL as the host knows it. */
export function withoutVersion(url: string): string {
  return url.replace(VERSION, '')
}
