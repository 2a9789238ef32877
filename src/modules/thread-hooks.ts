/** The main thread's end of the hooks thread. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { transpiledExtensions } from './extensions.js'
import type { HookState, HooksThread } from './hook-state.js'
import type { Announcement, Registration, Report } from './hooks-thread.js'
import type { nodeModule } from './node-module.js'
import { isProjectFile } from './project-file.js'
import type { Recorder } from './reload/record.js'

/** Starts the thread; blocks until it runs, 30 to 50 ms. */
export function startHooksThread(
  register: NonNullable<typeof nodeModule.register>,
  hooks: HookState,
): HooksThread {
  const { port1: port, port2 } = new MessageChannel()
  const data: Registration = {
    port: port2,
    loaded: Object.keys(require.cache).filter(isProjectFile),
    transpiled: transpiledExtensions(),
  }
  register(pathToFileURL(join(__dirname, 'hooks-thread.js')), { data, transferList: [port2] })
  const waiting = new Map<number, () => void>()
  port.on('message', (report: Report) => {
    if (!('id' in report)) return record(hooks.graph, report)
    waiting.get(report.id)?.()
    waiting.delete(report.id)
    if (waiting.size === 0) port.unref()
  })
  // The server must be able to exit: the port counts only while an answer is awaited (THR-2).
  port.unref()
  let last = 0
  return {
    tell: message =>
      new Promise(resolve => {
        const announcement: Announcement = { ...message, id: ++last }
        waiting.set(announcement.id, resolve)
        port.ref()
        port.postMessage(announcement)
      }),
  }
}

function record(recorder: Recorder | undefined, report: Exclude<Report, { id: number }>): void {
  const [event, ...parameters] = report
  const method = recorder?.[event] as ((...all: typeof parameters) => void) | undefined
  method?.apply(recorder, parameters)
}
