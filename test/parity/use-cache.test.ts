/**
 * Functions with `'use cache'` under real Next.js with Cache Components and under us: the same
 * routes observe hits, misses, results and errors, and answer the same, except as declared.
 * docs/next-compat.md tells users the same differences.
 */
import { join } from 'node:path'
import { type Server, start } from './child'
import { startNext } from './next-server'
import { DIFFERENCES } from './use-cache-differences'

type Answers = Record<string, unknown>

let next: Answers
let ours: Answers

beforeAll(async () => {
  next = await observe(await startNext(join(__dirname, 'use-cache')))
  ours = await observe(await start(join(__dirname, 'hosts/use-cache.cjs'), [], __dirname))
}, 300_000)

it('is observed alike where nothing is declared', () => {
  expect(undeclared(ours)).toEqual(undeclared(next))
  expect(Object.keys(undeclared(next)).length).toBeGreaterThan(45)
})

it.each(Object.entries(DIFFERENCES))('differs as declared: %s', (name, [theirs, expected]) => {
  expect({ next: next[name] }).toEqual({ next: theirs })
  expect({ ours: ours[name] }).toEqual({ ours: expected })
})

/** In order: what was observed before is part of what is observed later. */
async function observe({ port, stop }: Server): Promise<Answers> {
  const ask = async (name: string) => {
    const response = await fetch(`http://localhost:${port}/${name}`, { method: 'POST' })
    return JSON.parse((await response.text()).replaceAll('"RouteHandlersError"', '"Error"'))
  }
  const answers: Answers = {}
  try {
    for (const name of await ask('all')) answers[name] = await ask(name)
    return answers
  } finally {
    await stop()
  }
}

function undeclared(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).filter(([name]) => !Object.hasOwn(DIFFERENCES, name)),
  )
}
