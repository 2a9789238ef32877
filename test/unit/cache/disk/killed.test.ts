/** A process that is killed, which tells nobody that it ends. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { directory, Opened, removeDirectories } from './opened'

jest.spyOn(process, 'emitWarning').mockImplementation(() => {})

afterEach(removeDirectories)

it('a process that is killed leaves what it has stored and invalidated to the next', async () => {
  const script = join(directory(), 'fill.cjs')
  buildSync({
    entryPoints: [join(__dirname, 'fill.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
  })
  const dir = directory()
  const child = spawn(process.execPath, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(child.stdout, 'data')
  expect(String(said)).toBe('filled')
  const second = new Opened(dir)
  expect(second.entries).toBeUndefined()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const next = new Opened(dir)
  expect(await next.get('kept')).toBe('HIT DISK made')
  expect(await next.get('invalidated', { value: 'again' })).toBe('MISS again')
  await next.close()
})
