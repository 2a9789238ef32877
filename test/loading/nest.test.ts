/** A NestJS application, compiled to CommonJS by tsc with `@/…` left in place, asked over HTTP. */
import { execFileSync } from 'node:child_process'
import { NODES, project, reportOf, run } from './child'
import { inspect } from './nodes'
import { TSC } from './tools'

const EXCHANGES = [
  {
    title: 'a POST reaches the route file and its body',
    request: ['POST', '/items', { 'content-type': 'application/json' }, '{"name":"first"}'],
    answer: [201, { count: 1 }],
  },
  {
    title: 'a controller sees what the route did: both have the one provider',
    request: ['GET', '/legacy/items'],
    answer: [200, ['first']],
  },
  {
    title: 'params and headers() work',
    request: ['GET', '/items/0', { 'x-asked-by': 'a test' }],
    answer: [200, { id: '0', asked: 'a test', name: 'first' }],
  },
  {
    title: 'a cached function runs',
    request: ['GET', '/drawn/a'],
    answer: [200, 'a 1'],
  },
  {
    title: 'and does not run again for the same argument',
    request: ['GET', '/drawn/a'],
    answer: [200, 'a 1'],
  },
  {
    title: 'but for another one',
    request: ['GET', '/drawn/b'],
    answer: [200, 'b 2'],
  },
  {
    title: 'a path without a route file is answered by Nest',
    request: ['GET', '/nowhere'],
    answer: [404, { message: 'Cannot GET /nowhere', error: 'Not Found', statusCode: 404 }],
  },
]

describe.each(NODES.map(inspect))('NestJS on Node $version', node => {
  let answers: readonly unknown[] = []

  beforeAll(async () => {
    const cwd = project('nest')
    execFileSync(process.execPath, [TSC], { cwd })
    const requests = JSON.stringify(EXCHANGES.map(({ request }) => request))
    answers = reportOf(await run(node.path, cwd, ['ask.cjs', requests]))
  }, 60_000)

  it.each(EXCHANGES.map(({ title, answer }, index) => ({ title, answer, index })))(
    '$title',
    ({ answer, index }) => {
      expect(answers[index]).toEqual(answer)
    },
  )
})
