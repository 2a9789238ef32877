/** Incoming requests both ways there are of building one, held to what the platform's do. */
import { defineIncomingRequest, lazyRequestsWork } from '../../src/fetch/incoming-request'
import type { RequestParts } from '../../src/fetch/request-parts'
import { NextRequest } from '../../src/next/request'
import { holdOurs, type Subject, subject } from './hold'
import { bodyForm } from './rules/body-form'
import { bodyObject } from './rules/body-object'
import { bodyOnce } from './rules/body-once'
import { bodyRead, type MakeMessage } from './rules/body-read'
import { bodyStream } from './rules/body-stream'
import { type Copying, requestCopy } from './rules/request-copy'
import { requestObject } from './rules/request-object'
import { AT } from './rules/request-url'

/** What `init` makes, as it comes from a message: parts that are made when they are asked for. */
function partsOf(init: RequestInit): RequestParts {
  const model = new Request(AT, { ...init, duplex: 'half' } as RequestInit)
  return {
    method: model.method,
    url: () => AT,
    headers: () => new Headers(model.headers),
    body: () =>
      model.body && {
        stream: () => model.body as ReadableStream<Uint8Array>,
        bytes: async () => new Uint8Array(await model.arrayBuffer()),
      },
    signal: () => new AbortController().signal,
  }
}

const modes = lazyRequestsWork() ? [true, false] : [false]
const classes = { Request, NextRequest: NextRequest as unknown as typeof Request }

describe.each(modes)('built lazily: %p', lazy => {
  const makers = Object.entries(classes).map(([name, Class]) => ({
    name,
    make: (init: RequestInit) => defineIncomingRequest(Class, lazy)(partsOf(init)),
  }))

  holdOurs<Copying>(
    'copying',
    [...requestCopy, ...requestObject],
    {
      sent: init => new Request(AT, { headers: { 'x-a': '1' }, ...init }),
      copy: (input, init) => new Request(input, init),
    },
    makers.map(({ name, make }) =>
      subject<Copying>(`a built ${name}`, {
        sent: init => make({ headers: { 'x-a': '1' }, ...init }),
        copy: (input, init) => new Request(input, init),
      }),
    ),
  )

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    ({ method: 'POST', body, headers, duplex: 'half' }) as RequestInit
  holdOurs<MakeMessage>(
    'body of a request',
    [...bodyRead, ...bodyForm, ...bodyStream, ...bodyOnce, ...bodyObject],
    (body, headers) => new Request(AT, post(body, headers)),
    makers.map(
      ({ name, make }): Subject<MakeMessage> =>
        subject<MakeMessage>(`a built ${name}`, (body, headers) => make(post(body, headers))),
    ),
  )
})
