import '../hosts/trap'
import { NextRequest } from '../../src/next/request'
import { holdOurs, type Subject } from './hold'
import { Receiver } from './received'
import { bodyForm } from './rules/body-form'
import { bodyObject } from './rules/body-object'
import { bodyOnce } from './rules/body-once'
import { bodyRead, type MakeMessage } from './rules/body-read'
import { bodyStream } from './rules/body-stream'
import { type Copying, requestCopy } from './rules/request-copy'
import { requestObject } from './rules/request-object'
import { AT } from './rules/request-url'

const initOf = (body: any, headers: Record<string, string> = {}): RequestInit =>
  ({ method: 'POST', body, headers, duplex: 'half' }) as RequestInit

describe.each(['express5', 'node:http2'] as const)('received by %s', host => {
  const receiver = new Receiver()
  beforeAll(() => receiver.start(host))
  afterAll(() => receiver.stop())

  const body: Subject<MakeMessage> = {
    name: 'a received request',
    run: run => receiver.run(run, make => (content, headers) => make(initOf(content, headers))),
  }
  holdOurs<MakeMessage>(
    'body of a request',
    [...bodyRead, ...bodyForm, ...bodyStream, ...bodyOnce, ...bodyObject],
    (content, headers) => new Request(AT, initOf(content, headers)),
    [body],
  )

  const sent = (init: RequestInit = {}): RequestInit => ({ headers: { 'x-a': '1' }, ...init })
  const copying = (
    name: string,
    copy: (input: Request, init?: any) => Request,
  ): Subject<Copying> => ({
    name,
    run: run => receiver.run(run, make => ({ sent: init => make(sent(init)), copy })),
  })
  holdOurs<Copying>(
    'copying',
    [...requestCopy, ...requestObject],
    {
      sent: init => new Request(AT, sent(init)),
      copy: (input, init) => new Request(input, init),
    },
    [
      copying('a received request', (input, init) => new Request(input, init)),
      copying('a NextRequest of a received request', (input, init) => new NextRequest(input, init)),
    ],
  )
})
