/** Request: the URL and the method ("new Request(input, init)"). */
import { type Row, TYPE_ERROR } from '../rule'

/** Makes a request; rules try arguments that the types refuse. */
export type MakeRequest = (input?: any, init?: any) => Request

export const AT = 'http://a.test/x'

const url = (what: string, input: unknown, standard: unknown): Row<MakeRequest> => [
  `the URL ${what}`,
  make => make(input).url,
  standard,
]

const method = (given: unknown, standard: unknown): Row<MakeRequest> => [
  `the method ${typeof given === 'string' ? JSON.stringify(given) : String(given)}`,
  make => make(AT, { method: given }).method,
  standard,
]

const body = (name: string, standard: unknown): Row<MakeRequest> => [
  `a body with the method ${name}`,
  make => make(AT, { method: name, body: 'text' }).text(),
  standard,
]

export const requestUrl: readonly Row<MakeRequest>[] = [
  url('is a text', 'http://a.test/x?y=z', 'http://a.test/x?y=z'),
  url('is a URL', new URL('http://a.test/x'), 'http://a.test/x'),
  url('is an object with toString()', { toString: () => AT }, AT),
  url('has a path at least', 'http://a.test', 'http://a.test/'),
  url('has its host in lower case', 'HTTP://A.Test/X', 'http://a.test/X'),
  url('loses a default port', 'https://a.test:443/', 'https://a.test/'),
  url('keeps another port', 'https://a.test:80/', 'https://a.test:80/'),
  url('loses dot segments', 'http://a.test/x/../y/./%2e%2e/z', 'http://a.test/z'),
  url('turns backslashes', 'http://a.test\\x', 'http://a.test/x'),
  url('loses white space around and line breaks inside', ' http://a.test/\nx\t ', AT),
  url(
    'encodes spaces and characters outside ASCII',
    'http://a.test/ é?é',
    'http://a.test/%20%C3%A9?%C3%A9',
  ),
  url('keeps encoded characters', 'http://a.test/%61%2F%zz', 'http://a.test/%61%2F%zz'),
  url('has its host in Punycode', 'http://bücher.test/', 'http://xn--bcher-kva.test/'),
  url('has its IPv4 host in decimals', 'http://0x0a000001/', 'http://10.0.0.1/'),
  url('keeps a fragment', 'http://a.test/#f', 'http://a.test/#f'),
  url('keeps an empty query', 'http://a.test/?', 'http://a.test/?'),
  url('keeps an empty fragment', 'http://a.test/#', 'http://a.test/#'),
  url('keeps double slashes', 'http://a.test//b//', 'http://a.test//b//'),
  url('keeps a query as it is written', 'http://a.test/?a=+&&=&b', 'http://a.test/?a=+&&=&b'),
  url('may be of another scheme', 'data:text/plain,x', 'data:text/plain,x'),
  url('may be about:blank', 'about:blank', 'about:blank'),
  url('must not have a user name', 'http://u@a.test/', TYPE_ERROR),
  url('must not have a password', 'http://:p@a.test/', TYPE_ERROR),
  url('must not be relative', '/x', TYPE_ERROR),
  url('must not be empty', '', TYPE_ERROR),
  url('must have a host', 'http://', TYPE_ERROR),
  url('must have a port in range', 'http://a.test:99999/', TYPE_ERROR),
  url('must have a valid host', 'http://a b/', TYPE_ERROR),
  url('must not be null', null, TYPE_ERROR),
  url('must not be a symbol', Symbol('a'), TYPE_ERROR),
  ['the URL must be given', make => Reflect.apply(make, undefined, []), TYPE_ERROR],
  method(undefined, 'GET'),
  method('get', 'GET'),
  method('Head', 'HEAD'),
  method('post', 'POST'),
  method('pUT', 'PUT'),
  method('delete', 'DELETE'),
  method('options', 'OPTIONS'),
  method('patch', 'patch'),
  method('PATCH', 'PATCH'),
  method('propfind', 'propfind'),
  method('M-SEARCH', 'M-SEARCH'),
  method(null, 'null'),
  method('connect', TYPE_ERROR),
  method('Trace', TYPE_ERROR),
  method('TRACK', TYPE_ERROR),
  method('', TYPE_ERROR),
  method('G ET', TYPE_ERROR),
  method('GET\n', TYPE_ERROR),
  method('GÉT', TYPE_ERROR),
  method(Symbol('a'), TYPE_ERROR),
  body('GET', TYPE_ERROR),
  body('head', TYPE_ERROR),
  body('POST', 'text'),
  body('DELETE', 'text'),
  body('OPTIONS', 'text'),
  body('propfind', 'text'),
  ['the body null with the method GET', make => make(AT, { body: null }).body, null],
]
