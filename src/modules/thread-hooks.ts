/** The main thread's end of the hooks thread. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { transpiledExtensions } from './extensions.js'
import type { HookState } from './hook-state.js'
import type { Announcement, Registration } from './hooks-thread.js'
import type { nodeModule } from './node-module.js'
import { isProjectFile } from './project-file.js'

/** Starts the thread; blocks until it runs, 30 to 50 ms. */
export function startHooksThread(
  register: NonNullable<typeof nodeModule.register>,
  { scopes }: HookState,
): NonNullable<HookState['announce']> {
  const { port1: port, port2 } = new MessageChannel()
  const data: Registration = {
    port: port2,
    scopes,
    loaded: Object.keys(require.cache).filter(isProjectFile),
    transpiled: transpiledExtensions(),
  }
  register(pathToFileURL(join(__dirname, 'hooks-thread.js')), { data, transferList: [port2] })
  const waiting = new Map<number, () => void>()
  port.on('message', (id: number) => {
    waiting.get(id)?.()
    waiting.delete(id)
    if (waiting.size === 0) port.unref()
  })
  // The server must be able to exit: the port counts only while an answer is awaited (THR-2).
  port.unref()
  let last = 0
  return scope =>
    new Promise(resolve => {
      const message: Announcement = { id: ++last, scope }
      waiting.set(message.id, resolve)
      port.ref()
      port.postMessage(message)
    })
}
