/**
 * The outcomes that the tables name, as expectations: NOT OWN, E4xx, E500, CUT. What a client must
 * never see is looked for in all of them.
 */
import type { Answer } from '../hosts/client/answer'
import { expectFailed, expectPassedOn, expectRefused } from '../hosts/outcomes'
import type { Client } from './client'

type Expectation = (answer: Answer, client: Client) => void

/** Not OWN: the request went on to the host as it was. */
export const passedOn: Expectation = (answer, { host, seen }) => {
  expectPassedOn(host, answer)
  expect(answer.one('location')).toBeUndefined()
  expect(seen.errors).toEqual([])
}

/** E4xx: the host got one exposed error; plain Node answers the status with an empty body. */
export function refused(status: number): Expectation {
  return (answer, { host, app }) => expectRefused(host, app, answer, status)
}

/** E500: one error for the host, once for `onError`, nothing of it for the client. */
export function failed(code?: string): Expectation {
  return (answer, { host, app }) => void expectFailed(host, app, answer, code)
}

/** OWN: the handler answered, with this text or JSON value. */
export function answered(expected: unknown, status = 200): Expectation {
  return (answer, { seen }) => {
    const body = typeof expected === 'string' ? answer.text : answer.json()
    expect([answer.status, answer.cut, body]).toEqual([status, false, expected])
    expect(seen.legacy).toEqual([])
  }
}

/** CUT: the answer began and visibly did not end. */
export function wasCut(text?: string): Expectation {
  return (answer, { seen }) => {
    expect(answer.cut).toBe(true)
    if (text !== undefined) expect(answer.text).toBe(text)
    expect(seen.reported.length).toBeLessThanOrEqual(1)
  }
}

/** Rejected by Node itself: no adapter, no handler and no host saw it. */
export function byNode(...statuses: number[]): Expectation {
  return (answer, { seen, requests }) => {
    expect(statuses).toContain(answer.status)
    expect(requests).toHaveLength(0)
    expect([seen.errors, seen.legacy, seen.reported]).toEqual([[], [], []])
  }
}
