/**
 * Section 6 as an operator and a client see it: in production, without error middleware and without
 * `onError`, no answer tells of an error, the log tells of each once, and close() ends the process.
 */
import type { Answer, Exchange } from '../hosts/client/answer'
import { hosts } from '../hosts/hosts'
import { Production } from './production'

const PATHS = ['/throws', '/silent', '/undefined', '/cut', '/broken', '/broken?again', '/item/%00']

/** Everything that came over the wire. */
const bytesOf = ({ status, reason, lines, text }: Answer): string =>
  `${status} ${reason}\n${lines.flat().join('\n')}\n${text}`

const count = (text: string, part: string): number => text.split(part).length - 1

const ask = async (server: Production, path: string): Promise<Answer> => {
  const exchange = await server.open(path)
  const answer = await exchange.answer()
  if (!server.http2) exchange.leave()
  return answer
}

test.concurrent.each(hosts.map(host => host.name))(
  'section 6, %s: nothing of an error reaches a client, and the log tells of each once',
  async name => {
    const server = await new Production(name).ready()
    try {
      const answers: Answer[] = []
      for (const path of PATHS) answers.push(await ask(server, path))
      const statuses = answers.map(({ status }) => status)
      expect(statuses).toEqual([500, 500, 500, 200, 500, 500, 400])
      expect(answers.map(({ cut }) => cut)).toEqual(PATHS.map(path => path === '/cut'))
      for (const answer of answers) {
        expect(bytesOf(answer)).not.toMatch(
          /pa55word|marker|\bat |node_modules|route\.js|\/faults\//,
        )
      }
      expect((await ask(server, '/quick')).text).toBe('quick')
      for (const marker of ['marker-throws', 'marker-cut'])
        expect([marker, count(server.stderr, marker)]).toEqual([marker, 1])
      expect(server.stderr).toMatch(/marker-broken/)
      expect(server.stderr).toMatch(/No response is returned/)
      // Express itself logs whatever reaches the end of its chain.
      if (!name.startsWith('express'))
        expect(server.stderr).not.toMatch(/RH_BAD_PATH|not acceptable/)
      expect(server.child.exitCode).toBeNull()
    } finally {
      await server.kill()
    }
  },
  20_000,
)

test.concurrent.each(hosts.map(host => host.name))(
  'row 215 and section 6, %s: close() answers 503, waits, ends streams and work, and the process exits',
  async name => {
    const server = await new Production(name).ready()
    try {
      // One connection each: what is refused must not disturb what runs.
      const stream = await server.open('/sse')
      expect((await stream.head()).status).toBe(200)
      const slow = await server.open('/slow')
      await server.printed('slow is running')
      server.child.kill('SIGTERM')
      await server.printed('closing')
      await expectRefused(server)
      const answer = await slow.answer()
      expect([answer.status, answer.text, answer.cut]).toEqual([200, 'slow', false])
      if (!server.http2) expect(answer.one('connection')).toBe('close')
      await expect(bodyOf(stream)).rejects.toThrow()
      expect(await server.exit()).toBe(0)
      expect(server.stdout).toMatch(/after is done\n.*closedAfter/)
      const { closedAfter } = JSON.parse(server.stdout.trim().split('\n').at(-1) ?? '')
      expect(closedAfter).toBeGreaterThan(250)
      expect(closedAfter).toBeLessThan(2_000)
      expect(server.stderr).toBe('')
    } finally {
      await server.kill()
    }
  },
  20_000,
)

test.concurrent.each(hosts.map(host => host.name))(
  'row 194, %s: nothing is kept of a handler that never resolves once its client has left',
  async name => {
    const server = await new Production(name).ready()
    try {
      const exchange = await server.open('/never')
      await server.printed('never is running')
      exchange.leave()
      server.child.kill('SIGUSR2')
      await server.printed('\ncollected')
    } finally {
      await server.kill()
    }
  },
  20_000,
)

/** The rest of a stream; rejects where it was cut. */
async function bodyOf(exchange: Exchange): Promise<void> {
  while ((await exchange.piece()) !== undefined);
}

/**
 * `server.close()` closes idle HTTP/1 connections. An HTTP/2 session lives on while a stream is open;
 * what is new on it is refused by us, or since Node 24 by Node.
 */
async function expectRefused(server: Production): Promise<void> {
  if (!server.http2) return
  const refusal = await server.open('/quick')
  const outcome = await refusal.answer().then(
    ({ status, text }) => `${status} ${text}`,
    (error: Error) => error.message,
  )
  expect(outcome).toMatch(/^503 (?!.*RH_)|code 7/)
}
