/** Where functions with `'use cache'` answer otherwise than under Next.js, by observation. */

/** [what Next.js answers, what we answer] */
export type Difference = readonly [next: unknown, ours: unknown]

/** In production Next.js hides every error that leaves a cached function; its texts are ours. */
const MASKED = {
  name: 'Error',
  message: expect.stringMatching(/^An error occurred in the Server Components render\./),
}
const error = (text: string) => ({ name: 'Error', message: expect.stringContaining(text) })
const refusal = (text: string) => ({ name: 'TypeError', message: expect.stringContaining(text) })
const NO_FUNCTION = error('Functions cannot be passed directly to Client Components')

/** Values that Next.js leaves out of its keys, or writes by way of an iterator or as a promise. */
const ARGUMENTS: Record<string, Difference> = {
  instances: [true, refusal('Argument 1 of the "use cache" function one()')],
  functions: [true, refusal('is a function')],
  symbols: [true, refusal('is a symbol')],
  keyOrder: [false, true],
  registered: [true, refusal('is a symbol')],
  regexps: [true, false],
  searchParams: [false, refusal('is an instance of URLSearchParams')],
  headers: [false, refusal('is an instance of Headers')],
  requests: [true, refusal('is an instance of Request')],
  responses: [true, refusal('is an instance of Response')],
  errors: [true, refusal('is an instance of Error')],
  promises: [false, refusal('is a Promise, which cannot be part of a cache key. Await it first.')],
  formData: [false, refusal('is an instance of FormData')],
  received: [
    expect.arrayContaining([['number 1', 'undefined undefined', 'number 2'], {}]),
    expect.arrayContaining([['number 1', 'hole', 'number 2'], { a: 'undefined undefined' }]),
  ],
  localFunction: [
    [NO_FUNCTION, NO_FUNCTION],
    ['number 1', 'number 2'],
  ],
  givenFunction: [
    [NO_FUNCTION, NO_FUNCTION],
    [refusal('The captured variable `given`'), refusal('is a function')],
  ],
}

const RESULTS: Record<string, Difference> = {
  'result-regexp': [MASKED, { RegExp: '/a/g' }],
  'result-url': [MASKED, { URL: 'https://example.org/' }],
  'result-nested': [{ a: { b: [{}] } }, { a: { b: [{ c: 'undefined undefined' }] } }],
  'result-symbol': ['symbol Symbol(x)', refusal('returned a symbol')],
  'result-localSymbol': [MASKED, refusal('returned a symbol')],
  'result-instance': [MASKED, refusal('returned an instance of User')],
  'result-bare': [MASKED, { a: 'number 1', '(prototype)': 'null' }],
  'result-function': [MASKED, refusal('returned a function')],
  'result-error': [{ Error: MASKED.message }, refusal('returned an instance of TypeError')],
  'result-response': [MASKED, refusal('returned an instance of Response')],
  'result-headers': [[['a', 'b']], refusal('returned an instance of Headers')],
  'result-params': [[['a', 'b']], refusal('returned an instance of URLSearchParams')],
  'result-request': [MASKED, refusal('returned an instance of Request')],
  'result-promise': [
    { later: { Promise: '[object Promise]' } },
    refusal('returned a Promise at .later'),
  ],
  'result-holes': [
    ['number 1', 'undefined undefined', 'number 2'],
    ['number 1', 'hole', 'number 2'],
  ],
  'result-proto': [
    { b: 'number 2' },
    JSON.parse('{ "__proto__": { "a": "number 1" }, "b": "number 2" }'),
  ],
  'result-weakMap': [MASKED, refusal('returned an instance of WeakMap')],
}

/** Next.js keeps what is not stored, errors too, for the rest of the request. */
const CALLS: Record<string, Difference> = {
  zeroLife: [
    [1, 1],
    [1, 2],
  ],
  private: [
    ['number 1', 'number 1'],
    ['number 1', 'number 2'],
  ],
  failing: [1, 2],
  failed: [MASKED, { name: 'TypeError', message: 'failed 3' }],
  fib: [
    [6765, 21_891],
    [6765, 21],
  ],
  nameAndLength: [
    ['two', 0, 'get', 'bound add'],
    ['two', 0, 'get', 'add'],
  ],
  tagMax: [
    [1, 1],
    [1, 2],
  ],
  // The value made between the call and the end of its request is out of date, and served once.
  tagMaxAfter: [
    [1, 1],
    [2, expect.any(Number)],
  ],
  // Past `revalidate` the old value is served while it is renewed.
  oneSecond: [
    [1, 1, 2],
    [1, 1, 1],
  ],
  live: [
    [0, 0],
    [0, 1],
  ],
}

const ERRORS: Record<string, Difference> = {
  'life-unknown': [MASKED, error('Unknown `cacheLife()` profile "unknown" is not configured')],
  'life-number': [MASKED, error('Invalid `cacheLife()` option. Either pass a profile name')],
  'life-false': [MASKED, error('Pass `Infinity` instead of `false`')],
  'life-string': [MASKED, error('The revalidate option must be a number of seconds.')],
  'life-reversed': [MASKED, error('If providing both the revalidate and expire options')],
  privateInShared: [MASKED, error('`"use cache: private"` can\'t be nested inside `"use cache"`')],
  'forbidden-cookies': [MASKED, error('`cookies()` can\'t be read inside `"use cache"`.')],
  'forbidden-headers': [MASKED, error('`headers()` can\'t be read inside `"use cache"`.')],
  'forbidden-connection': [MASKED, error("`connection()` can't be called inside")],
  'forbidden-enable': [MASKED, error("`draftMode().enable()` can't be called inside")],
  'forbidden-revalidate': [MASKED, error('`revalidateTag("x")` can\'t be called inside a cached')],
  caught: [MASKED, error('`cookies()` can\'t be read inside `"use cache"`.')],
}

export const DIFFERENCES: Record<string, Difference> = {
  ...ARGUMENTS,
  ...RESULTS,
  ...CALLS,
  ...ERRORS,
}
