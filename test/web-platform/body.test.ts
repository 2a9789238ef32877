import { NextRequest } from '../../src/next/request'
import { NextResponse } from '../../src/next/response'
import { hold, subject } from './hold'
import { bodyForm } from './rules/body-form'
import { bodyInit } from './rules/body-init'
import { bodyObject } from './rules/body-object'
import { bodyOnce } from './rules/body-once'
import { bodyRead, type MakeMessage } from './rules/body-read'
import { bodyStream } from './rules/body-stream'
import { AT } from './rules/request-url'

const rows = [...bodyRead, ...bodyForm, ...bodyStream, ...bodyInit, ...bodyOnce, ...bodyObject]

const request =
  (Class: typeof Request): MakeMessage =>
  (body, headers = {}) =>
    new Class(AT, { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

const response =
  (Class: typeof Response): MakeMessage =>
  (body, headers = {}) =>
    new Class(body, { headers })

hold('body of a request', rows, request(Request), [
  subject('NextRequest', request(NextRequest as typeof Request)),
])

hold('body of a response', rows, response(Response), [
  subject('NextResponse', response(NextResponse)),
])
