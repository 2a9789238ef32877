/** Processes with a channel, on a core of their own where the system can pin them. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

export const pins = availableParallelism() > 1 && hasTaskset()

function hasTaskset() {
  try {
    execFileSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Starts a script of this folder on the given core; `ask()` sends and waits for the answer. */
export function start(script, args, core, { flags = [], env: own = {} } = {}) {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const command = [process.execPath, ...flags, path, ...args]
  const [file, ...rest] = pins ? ['taskset', '-c', String(core), ...command] : command
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...own }
  // What they print goes where the progress goes.
  const child = spawn(file, rest, { stdio: ['ignore', 2, 'inherit', 'ipc'], env })
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ${args.join(' ')} ended with ${code}`)
  })
  gone.catch(() => {})
  const answer = async () => (await Promise.race([once(child, 'message'), gone]))[0]
  return {
    answer,
    ask(message) {
      const answered = answer()
      child.send(message)
      return answered
    },
    stop: () => child.kill(),
  }
}
