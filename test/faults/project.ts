/** Route directories written for a row: files that no repository could hold, or no compiler accept. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const base = mkdtempSync(path.join(tmpdir(), 'rh-faults-'))
let count = 0

afterAll(() => rmSync(base, { recursive: true, force: true }))

/** The directory of these files; `reads/route.js`, which shows that a server is alive, is added. */
export function project(files: Readonly<Record<string, string>>, name = 'app'): string {
  const dir = path.join(base, String(count++), name)
  const all = { 'reads/route.js': answering('read'), ...files }
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
    writeFileSync(path.join(dir, file), text)
  }
  return dir
}

/** A route file in CommonJS. */
export function answering(text: string): string {
  return `exports.GET = () => new Response(${JSON.stringify(text)})\n`
}
