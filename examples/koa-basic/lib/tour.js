import { tmpdir } from 'node:os'
import { join } from 'node:path'

const jar = join(tmpdir(), 'notes.cookies')
const cookies = `-b ${jar} -c ${jar}`
const json = `-H 'content-type: application/json'`

/** [who answers, path, further arguments of curl] */
const steps = [
  ['legacy/router.js', '/api/notes'],
  ['legacy/router.js', '/api/login', `${cookies} ${json} -d '{"name": "ada"}'`],
  ['legacy/router.js', '/api/notes', `${cookies} ${json} -d '{"text": "Call Grace"}'`],
  ['app/api/notes/[id]/route.ts, the same notes', '/api/notes/3'],
  ['app/api/notes/latest/route.ts redirects', '/api/notes/latest', '-L'],
  ['app/api/notes/[id]/route.ts', '/api/notes/1', '-i -X DELETE'],
  ['app/api/account/route.ts, sees ctx.state.user', '/api/account', cookies],
  ['app/api/theme/route.ts', '/api/theme', `${cookies} ${json} -X PUT -d '{"theme": "dark"}'`],
  ['app/api/theme/route.ts', '/api/theme', cookies],
  ['app/api/countdown/route.ts, a stream', '/api/countdown?from=5', '-N'],
  ['nobody: 404 of Koa', '/api/nothing', '-i'],
]

/** What the server prints when it is up: commands that can be pasted, each with who answers. */
export function tour(origin) {
  const commands = steps.map(([who, path, options = '']) => {
    const curl = ['curl', options, `'${origin}${path}'`].filter(Boolean).join(' ')
    return `# ${who}\n${curl}`
  })
  return [`The notes are served at ${origin}. Try:`, ...commands, ''].join('\n\n')
}
