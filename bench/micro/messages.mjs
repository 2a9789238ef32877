/** Pairs of Node messages over a socket that goes nowhere. */
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { Writable } from 'node:stream'

const socket = new Socket()
const sink = new Writable({ write: (_chunk, _encoding, done) => done() })

const HEADERS = {
  host: 'localhost:3000',
  'user-agent': 'bench',
  accept: '*/*',
  'accept-language': 'de',
  cookie: 'session=s1; theme=dark',
}
const RAW = Object.entries(HEADERS).flat()

export function incoming(url) {
  const req = new IncomingMessage(socket)
  req.httpVersion = '1.1'
  req.httpVersionMajor = 1
  req.httpVersionMinor = 1
  req.method = 'GET'
  req.url = url
  req.rawHeaders = RAW
  req.headers = HEADERS
  req.complete = true
  return req
}

export function outgoing(req) {
  const res = new ServerResponse(req)
  res.assignSocket(sink)
  // `detachSocket` is what the server does at the end; without it the next has no place.
  res.once('finish', () => res.detachSocket(sink))
  return res
}
