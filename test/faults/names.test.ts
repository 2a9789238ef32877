/** Row 38: directories named after members of Object.prototype. */
import path from 'node:path'
import type { Setup } from '../hosts/host/setup'
import { fault } from './fault'
import { answered, passedOn } from './legend'

const names: Setup = { dir: path.join(__dirname, 'fixtures/names') }

for (const [target, entries] of [
  ['/c/x', [['constructor', 'x']]],
  ['/c/__proto__', [['constructor', '__proto__']]],
  ['/t/x', [['then', 'x']]],
  ['/h/x/__proto__', [['hasOwnProperty', ['x', '__proto__']]]],
] as const) {
  fault({
    row: 38,
    title: `${target} gives an own parameter of that name`,
    setup: names,
    send: client => client.get(target),
    expect(answer, client) {
      answered(entries)(answer, client)
      expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    },
  })
}

fault({
  row: 38,
  title: '/constructor/x is a static route like any other',
  setup: names,
  send: client => client.get('/constructor/x'),
  expect: answered('static'),
})

// A directory with a leading underscore is private.
for (const target of [
  '/__proto__',
  '/toString',
  '/constructor',
  '/constructor/__proto__',
  '/hasOwnProperty/x',
]) {
  fault({
    row: 38,
    title: `${target} is nobody's and goes on`,
    setup: names,
    send: client => client.get(target),
    expect: passedOn,
  })
}

fault({
  row: 38,
  title: 'app/[__proto__] is refused at the start, naming the file',
  setup: names,
  send: ({ host }) =>
    host.start({ dir: path.join(__dirname, 'fixtures/refused-name') }).then(
      running => running.stop(),
      (error: unknown) => error,
    ),
  expect: error =>
    expect(error).toMatchObject({
      code: 'RH_INVALID_SEGMENT',
      message: expect.stringContaining(path.join('[__proto__]', 'route.ts')),
    }),
})
