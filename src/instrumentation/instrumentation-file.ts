/**
 * Finds `instrumentation.ts` (Next.js "Instrumentation"): beside the route directory, or in `src`
 * beside it. OpenTelemetry's own guides call the file that starts the SDK by the same name, so one
 * that exports nothing of what Next.js calls is not ours to load.
 */
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

const NAMES = '(?:register|onRequestError)\\b'

const EXPORTS = new RegExp(
  [
    `\\bexport\\s+(?:async\\s+)?(?:function|const|let|var)\\s+${NAMES}`,
    `\\bexport\\s+(?:const\\s+|let\\s+|var\\s+)?\\{[^}]*\\b${NAMES}`,
    'export\\s*\\*',
    `\\bexports\\b[^\\n]*\\b${NAMES}`,
    `\\bmodule\\.exports\\b[^]*\\b${NAMES}`,
  ].join('|'),
)

interface Place {
  /** The mounted directory. */
  readonly dir: string
  /** Project root: what lies above belongs to somebody else. */
  readonly root: string
  /** In order of preference. */
  readonly extensions: readonly string[]
}

/** @returns its real path, `undefined` where there is none. */
export function findInstrumentation({ dir, root, extensions }: Place): string | undefined {
  const parent = dirname(dir)
  if (parent !== root && !parent.startsWith(root + sep)) return undefined
  for (const folder of [parent, join(parent, 'src')]) {
    for (const extension of extensions) {
      const file = join(folder, `instrumentation.${extension}`)
      if (isOurs(file)) return realpathSync(file)
    }
  }
  return undefined
}

function isOurs(file: string): boolean {
  return existsSync(file) && statSync(file).isFile() && EXPORTS.test(readFileSync(file, 'utf8'))
}
