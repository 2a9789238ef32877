/** One run of wrk. Only a script can give it a body, and tell its counts in full. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export async function wrk({ url, connections, seconds, status, ...request }) {
  const folder = mkdtempSync(join(tmpdir(), 'rh-bench-'))
  const script = join(folder, 'request.lua')
  writeFileSync(script, scriptOf(request))
  // It counts in whole seconds; interrupted, it ends as if its time were over.
  const args = ['-t1', `-c${connections}`, '-d60s', '-s', script, url]
  const run = promisify(execFile)('wrk', args)
  setTimeout(() => run.child.kill('SIGINT'), seconds * 1_000)
  const { stdout } = await run
  rmSync(folder, { recursive: true })
  const [requests, statuses, others] = stdout
    .match(/counts (\d+) (\d+) (\d+)/)
    .slice(1)
    .map(Number)
  // What it calls a failure by its status is what was asked for, or all of it would have failed.
  const wrong = status >= 400 ? requests - statuses : statuses
  return { answers: requests, failed: wrong + others }
}

function scriptOf({ method, headers = {}, body = '' }) {
  const bytes = Buffer.from(body)
  const same = bytes.length > 65_536 && bytes.every(byte => byte === bytes[0])
  const text = same ? `string.rep('${String.fromCharCode(bytes[0])}', ${bytes.length})` : lua(bytes)
  return `
wrk.method = '${method}'
${Object.entries(headers)
  .map(([name, value]) => `wrk.headers['${name}'] = '${value}'`)
  .join('\n')}
${bytes.length > 0 ? `wrk.body = ${text}` : ''}
function done(summary)
  local e = summary.errors
  local others = e.connect + e.read + e.write + e.timeout
  io.write(string.format('counts %d %d %d\\n', summary.requests, e.status, others))
end
`
}

const lua = bytes => `[==[${bytes}]==]`
