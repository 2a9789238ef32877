/** Ways to write a path below a guarded prefix: the right column of table 4.1, and combinations. */
const LEADS = [
  '/',
  '//',
  '///',
  '/./',
  '/%2e/',
  '/x/../',
  '/x/%2e%2E/',
  '/\\',
  '/;/',
  '//u@',
  'http://h/',
  'HTTP://h:80/',
  'http://h//',
  'http://h;/',
  "http://h'/",
  'http://u@h/',
  'http://h?/',
  'http://h#/',
  'x://h/',
]

const TAILS = [
  '',
  '/',
  '//',
  '/x',
  '//x',
  '/./x',
  '/x/..',
  '/%2e%2e/x',
  '%2fx',
  '\\x',
  ';a=1',
  ';a=1/x',
  '%',
  '%00',
  '%20',
  'x',
  '.',
  '?x',
  '#x',
  "/it's#x",
  '?/../x#/y',
]

/** The last segment of a prefix in another case, and escaped without need, once and twice. */
function words(name: string): string[] {
  const escaped = [...name].map((char, at) =>
    at % 2 ? char : `%${char.charCodeAt(0).toString(16)}`,
  )
  return [name.toUpperCase(), escaped.join(''), `%25${escaped.join('').slice(1)}`]
}

/**
 * All of them for `/api/admin`: every lead with every tail, and every lead with every spelling of
 * the last segment.
 */
export function spellings(prefix: string): string[] {
  const at = prefix.lastIndexOf('/') + 1
  const parent = prefix.slice(1, at)
  const name = prefix.slice(at)
  const empty = parent === '' ? [] : [`${parent}/${name}`, `${parent}./${name}`]
  const rests = [
    ...TAILS.map(tail => `${parent}${name}${tail}`),
    ...words(name).flatMap(word => [`${parent}${word}`, `${parent}${word}/x`]),
    ...empty,
  ]
  return LEADS.flatMap(lead => rests.map(rest => `${lead}${rest}`))
}
