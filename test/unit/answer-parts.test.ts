/** What hosts take of an answer that have an object of their own for what is sent. */
import { ServerResponse } from 'node:http'
import { bodyOf, discardBodyOf, headOf } from '../../src/answer-parts'
import type { Answer } from '../../src/handler/run'
import type { WholeAnswer } from '../../src/http/response/send'

const head = {
  ...{ status: 200, statusText: '', fields: [], setCookie: [] },
  ...{ vary: undefined, contentLength: undefined },
}
const whole: WholeAnswer = { head, body: Buffer.from('stored') }

const stored: Answer = {
  whole,
  get response(): never {
    throw new Error('A Response was made')
  },
}

const target = new ServerResponse({ method: 'GET' } as never)

describe('the parts of an answer whose bytes are there', () => {
  it('are taken without making its Response', () => {
    expect(headOf(stored, target)).toBe(head)
    expect(bodyOf(stored)).toEqual({ kind: 'whole', body: whole.body })
  })

  it('are let go of without making its Response', () => {
    expect(() => discardBodyOf(stored)).not.toThrow()
  })
})

describe('the parts of any other answer', () => {
  it('are those of its Response', async () => {
    const response = new Response('fresh', { status: 201, headers: { 'x-a': '1' } })
    expect(headOf({ response }, target)).toMatchObject({ status: 201 })
    expect(await bodyOf({ response })).toMatchObject({ kind: 'whole' })
  })

  it('are cancelled where nobody takes them', async () => {
    const reasons: unknown[] = []
    const body = new ReadableStream({ cancel: reason => void reasons.push(reason) })
    discardBodyOf({ response: new Response(body) })
    expect(reasons).toHaveLength(1)
  })
})
