/** The outcomes that many rules share: passed on, refused, failed. */
import type { Answer } from './client/answer'
import type { Running } from './host/running'
import type { Host } from './hosts'

/** The request went on to the legacy code; plain Node has none and answers an empty 404. */
export function expectPassedOn(host: Host, answer: Answer): void {
  if (host.kind === 'node') {
    expect([answer.status, answer.text]).toEqual([404, ''])
    return
  }
  expect([answer.status, answer.one('x-legacy'), answer.text.slice(0, 80)]).toEqual([
    200,
    'yes',
    expect.any(String),
  ])
}

/** We refused: the host got one exposed error with this status; plain Node answers it, empty. */
export function expectRefused(host: Host, running: Running, answer: Answer, status: number): void {
  expect(answer.status).toBe(status)
  expect(answer.cut).toBe(false)
  if (host.kind === 'node') {
    expect(answer.text).toBe('')
    return
  }
  expect(running.seen.errors).toEqual([
    expect.objectContaining({ status, expose: true, code: expect.stringMatching(/^RH_/) }),
  ])
  expect(running.seen.legacy).toEqual([])
}

/** The handler failed before the head: one error for the host, nothing of it for the client. */
export function expectFailed(host: Host, running: Running, answer: Answer, code?: string): any {
  expect(answer.status).toBe(500)
  expect(answer.cut).toBe(false)
  if (host.kind === 'node') expect(answer.text).toBe('')
  expect(running.seen.errors).toHaveLength(1)
  expect(running.seen.reported).toHaveLength(1)
  expect(running.seen.legacy).toEqual([])
  const [error] = running.seen.errors
  if (code !== undefined) expect(error).toMatchObject({ code })
  return error
}
