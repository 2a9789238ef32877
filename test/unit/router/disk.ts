/** An app directory on the real disk, fresh for each test. */
import fs, {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type ScanOptions, scanDirectory } from '../../../src/router/scan'

export const NEXT: ScanOptions = { extensions: ['tsx', 'ts', 'jsx', 'js'], ignore: () => false }

export let base: string
export let app: string

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'rh-scan-')))
  app = join(base, 'app')
  mkdirSync(app)
})

afterEach(() => {
  jest.restoreAllMocks()
  rmSync(base, { recursive: true, force: true })
})

export function write(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(app, path)), { recursive: true })
    writeFileSync(join(app, path), '')
  }
}

export function link(target: string, path: string): void {
  mkdirSync(dirname(join(app, path)), { recursive: true })
  symlinkSync(target, join(app, path))
}

/** Permissions do not stop the superuser, under whom tests may run; so the call itself fails. */
export function failToList(directory: string, code: string): void {
  const real = fs.readdirSync
  jest.spyOn(fs, 'readdirSync').mockImplementation(((path: string, options: object) => {
    if (path === directory) throw Object.assign(new Error(code), { code })
    return real(path, options)
  }) as typeof fs.readdirSync)
}

/** Found files, relative to the app directory. */
export function scan(options: Partial<ScanOptions> = {}): string[] {
  return scanDirectory(app, { ...NEXT, ...options }).map(({ file }) => file.slice(app.length + 1))
}
