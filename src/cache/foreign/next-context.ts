/** What Next.js gives to the constructor of a cache handler. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** No route was made when the project was built. */
const PRERENDER_MANIFEST = {
  version: 4,
  routes: {},
  dynamicRoutes: {},
  notFoundRoutes: [],
  preview: { previewModeId: '', previewModeSigningKey: '', previewModeEncryptionKey: '' },
}

const fs = {
  existsSync,
  readFile,
  readFileSync,
  stat,
  mkdir: (directory: string) => mkdir(directory, { recursive: true }),
  async writeFile(file: string, data: string | Buffer) {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, data)
  },
}

/** The context of one handler, with a directory of its own in the place of `.next/server`. */
export class NextContext {
  readonly #directory = mkdtempSync(join(tmpdir(), 'route-handlers-cache-'))

  constructor() {
    const manifest = join(this.#directory, 'prerender-manifest.json')
    writeFileSync(manifest, JSON.stringify(PRERENDER_MANIFEST))
  }

  get value(): Record<string, unknown> {
    return {
      ...{ fs, dev: false, flushToDisk: false, serverDistDir: join(this.#directory, 'server') },
      ...{ fetchCacheKeyPrefix: '', prerenderManifest: PRERENDER_MANIFEST },
      ...{ revalidatedTags: [], _requestHeaders: {} },
      ...{ experimental: { ppr: false }, _appDir: true, _pagesDir: false },
    }
  }

  close(): void {
    rmSync(this.#directory, { recursive: true, force: true })
  }
}
