/** The server of a program, in a process of its own. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/**
 * @param kind - one of `HOSTS`.
 * @param options - `watched`: counts listeners; `preload`: a file to load before everything.
 */
export async function startServer(kind, { watched = false, preload } = {}) {
  const execArgv = ['--expose-gc', ...(preload ? ['--require', path(preload)] : [])]
  const env = { ...process.env, NODE_ENV: 'production' }
  const child = fork(path('server.mjs'), [kind, ...(watched ? ['watched'] : [])], { execArgv, env })
  const gone = once(child, 'exit')
  const message = async () => {
    const ended = gone.then(([code, signal]) => {
      throw new Error(`The server ended with ${code ?? signal}`)
    })
    return (await Promise.race([once(child, 'message'), ended]))[0]
  }
  const { port } = await message()
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    gone,
    ask(what, rest = {}) {
      const answer = message()
      child.send({ what, ...rest })
      return answer
    },
    /** Asks until it is so, at most ten seconds; gives the last answer in any case. */
    async until(isSo) {
      const end = Date.now() + 10_000
      for (;;) {
        const now = await this.ask('now')
        if (isSo(now.counts) || Date.now() > end) return now
      }
    },
    stop: () => child.kill('SIGKILL'),
  }
}

/** A process of the load, without a server. */
export function startLoad(script, args) {
  return fork(path(script), args.map(String))
}

const path = file => fileURLToPath(new URL(file, import.meta.url))
