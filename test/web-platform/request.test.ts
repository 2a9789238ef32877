import { NextRequest } from '../../src/next/request'
import { hold, subject } from './hold'
import { aborts } from './rules/abort'
import { type Copying, requestCopy } from './rules/request-copy'
import { requestInit } from './rules/request-init'
import { requestObject } from './rules/request-object'
import { AT, type MakeRequest, requestUrl } from './rules/request-url'

/** Passes on as many arguments as there are. */
const native: MakeRequest = (...args) => Reflect.construct(Request, args)
const own: MakeRequest = (...args) => Reflect.construct(NextRequest, args)

hold('request', [...requestUrl, ...requestInit, ...aborts], native, [subject('NextRequest', own)])

const sent = { headers: { 'x-a': '1' } }

hold<Copying>(
  'copying',
  [...requestCopy, ...requestObject],
  {
    sent: init => new Request(AT, { ...sent, ...init }),
    copy: (input, init) => new Request(input, init),
  },
  [
    subject<Copying>('NextRequest', {
      sent: init => new NextRequest(AT, { ...sent, ...init } as object),
      copy: (input, init) => new Request(input, init),
    }),
    subject<Copying>('NextRequest of a NextRequest', {
      sent: init => new NextRequest(AT, { ...sent, ...init } as object),
      copy: (input, init) => new NextRequest(input, init),
    }),
  ],
)
