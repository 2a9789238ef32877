/**
 * Evaluates a route file with the host's own module loader, so that the modules it imports are
 * the very instances that the server uses.
 */
import { pathToFileURL } from 'node:url'
import { marked } from './esm-marker.js'
import { importModule } from './import-guard.js'
import { isMislabelled } from './mislabelled.js'
import { pick } from './pick.js'
import { requireAsSibling } from './sibling.js'

export async function loadFromHost(file: string): Promise<object> {
  if (pick(file) === 'require') return requireOrImport(file)
  return importModule(isMislabelled(file) ? marked(file) : pathToFileURL(file).href)
}

async function requireOrImport(file: string): Promise<object> {
  try {
    return requireAsSibling(file)
  } catch (error) {
    if (!needsModule(error)) throw error
    return importModule(marked(file))
  }
}

/** Each transpiler words the same fact in its own way. */
const TOP_LEVEL_AWAIT =
  /top-level await is currently not supported|await is only valid in async functions|await.* reserved word/i

/** Whether CommonJS cannot express the file: it is an ES module, or has top-level `await`. */
export function needsModule(error: unknown): boolean {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown }
  if (code === 'ERR_REQUIRE_ESM' || code === 'ERR_REQUIRE_ASYNC_MODULE') return true
  return TOP_LEVEL_AWAIT.test(String(message))
}
