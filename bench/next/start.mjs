/**
 * `next start` with the route files of app/next-response, in this process: its CPU time is asked
 * for as that of every other server. Next.js is the one that the parity tests install.
 */

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const parity = fileURLToPath(new URL('../../test/parity', import.meta.url))
const app = fileURLToPath(new URL('../app/next-response', import.meta.url))
const bin = join(parity, 'node_modules/next/dist/bin/next')

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send(user + system)
})
process.once('SIGTERM', () => process.exit())

const folder = build()
const port = await freePort()
process.argv.splice(1, Number.POSITIVE_INFINITY, bin, 'start', '-p', String(port), folder)
createRequire(import.meta.url)(bin)
await untilAnswered(`http://127.0.0.1:${port}/hello`)
process.send({ port })

function build() {
  const command = args => execFileSync(args[0], args.slice(1), { cwd: parity, stdio: 'pipe' })
  if (!existsSync(bin)) command(['npm', 'ci', '--no-audit', '--no-fund'])
  const folder = mkdtempSync(join(tmpdir(), 'rh-bench-next-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  cpSync(app, join(folder, 'app'), { recursive: true })
  symlinkSync(join(parity, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  writeFileSync(
    join(folder, 'next.config.js'),
    'module.exports = { typescript: { ignoreBuildErrors: true } }',
  )
  // Turbopack refuses packages behind a link that leaves the project.
  command([process.execPath, bin, 'build', '--webpack', folder])
  return folder
}

function freePort() {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

async function untilAnswered(url) {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.text()
    if (answer?.ok) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('next start does not answer')
}
