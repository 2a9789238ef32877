/** The conflict table of next-semantics 2.1 (reliability rows 230 and 231), for each version. */
import { routerOf } from './files'

const VERSIONS = [14, 15, 16] as const
type Version = (typeof VERSIONS)[number]

interface Case {
  readonly files: readonly string[]
  readonly code: 'RH_ROUTE_CONFLICT' | 'RH_INVALID_SEGMENT'
  readonly message: string
  readonly in: readonly Version[]
}

const OLD: readonly Version[] = [14, 15]
const PAGES_DOC =
  'Refer to the route group docs for more information: https://nextjs.org/docs/app/building-your-application/routing/route-groups'

const conflict = (files: string[], message: string, versions = VERSIONS as readonly Version[]) =>
  ({ files, message, in: versions, code: 'RH_ROUTE_CONFLICT' }) satisfies Case
const invalid = (file: string, message: string, versions = VERSIONS as readonly Version[]) =>
  ({ files: [file], message, in: versions, code: 'RH_INVALID_SEGMENT' }) satisfies Case

const REFUSED: readonly Case[] = [
  conflict(
    ['a/page', 'a/route'],
    'Conflicting route and page at /a: route at /a/route and page at /a/page',
    [16],
  ),
  conflict(
    ['a/page', 'a/route'],
    `You cannot have two parallel pages that resolve to the same path. Please check /a/page and /a/route. ${PAGES_DOC}`,
    OLD,
  ),
  conflict(
    ['page', 'route'],
    'Conflicting route and page at /: route at /route and page at /page',
    [16],
  ),
  conflict(
    ['(x)/a/route', '(y)/a/route'],
    'Conflicting routes at /a: route at /(y)/a/route and route at /(x)/a/route',
  ),
  conflict(
    ['(x)/a/page', '(y)/a/route'],
    'Conflicting route and page at /a: route at /(y)/a/route and page at /(x)/a/page',
    [16],
  ),
  conflict(
    ['(x)/a/page', '(y)/a/route'],
    `You cannot have two parallel pages that resolve to the same path. Please check /(x)/a/page and /(y)/a/route. ${PAGES_DOC}`,
    OLD,
  ),
  conflict(
    ['@slot/a/page', 'a/route'],
    'Conflicting route and page at /a: route at /a/route and page at /@slot/a/page',
    [16],
  ),
  conflict(
    ['%5Fx/route', '(g)/%5Fx/route'],
    'Conflicting routes at /_x: route at /(g)/%5Fx/route and route at /%5Fx/route',
  ),
  conflict(
    ['a/[x]/route', 'a/[y]/route'],
    'Ambiguous app routes detected:\n\nAmbiguous route pattern "/a/[*]" matches multiple routes:\n  - /a/[x]\n  - /a/[y]\n\n',
    [16],
  ),
  conflict(
    ['a/[x]/page', 'a/[y]/route'],
    'Ambiguous route pattern "/a/[*]" matches multiple routes:\n  - /a/[y]\n  - /a/[x]\n\n',
    [16],
  ),
  conflict(
    ['[...x]/route', '[...y]/route'],
    'Ambiguous route pattern "/[...*]" matches multiple routes:',
    [16],
  ),
  conflict(
    ['a/[x]/route', 'a/[y]/route'],
    "You cannot use different slug names for the same dynamic path ('x' !== 'y').",
    OLD,
  ),
  conflict(
    ['a/[x]/route', 'a/[y]/b/route'],
    "You cannot use different slug names for the same dynamic path ('x' !== 'y').",
    OLD,
  ),
  conflict(
    ['a/[x]/page', 'a/[y]/b/route'],
    "You cannot use different slug names for the same dynamic path ('y' !== 'x').",
    OLD,
  ),
  conflict(
    ['[...x]/route', '[...y]/route'],
    "You cannot use different slug names for the same dynamic path ('x' !== 'y').",
    OLD,
  ),
  conflict(
    ['a/route', 'a/[[...x]]/route'],
    'You cannot define a route with the same specificity as an optional catch-all route ("/a" and "/a/[[...x]]").',
  ),
  conflict(
    ['route', '[[...x]]/route'],
    'You cannot define a route with the same specificity as an optional catch-all route ("/" and "/[[...x]]").',
  ),
  conflict(
    ['page', '[[...x]]/route'],
    'You cannot define a route with the same specificity as an optional catch-all route ("/" and "/[[...x]]").',
  ),
  conflict(
    ['[x]/route', '[y]/[[...z]]/route'],
    'You cannot define a route with the same specificity as an optional catch-all route ("/[x]" and "/[y]/[[...z]]").',
    [16],
  ),
  conflict(
    ['[...x]/route', '[[...x]]/route'],
    'You cannot use both an required and optional catch-all route at the same level ("[...x]" and "[[...x]]" ).',
    OLD,
  ),
  conflict(
    ['[[...x]]/route', '[...y]/route'],
    'You cannot use both an required and optional catch-all route at the same level ("[...y]" and "[[...x]]" ).',
    OLD,
  ),
  invalid(
    'a/[...x]/b/route',
    'Catch-all must be the last part of the URL in route "/a/[...x]/b".',
    [16],
  ),
  invalid(
    'a/[[...x]]/b/route',
    'Optional catch-all must be the last part of the URL in route "/a/[[...x]]/b".',
    [16],
  ),
  invalid('a/[...x]/b/route', 'Catch-all must be the last part of the URL.', OLD),
  invalid(
    '[x]/b/[x]/route',
    'You cannot have the same slug name "x" repeat within a single dynamic path',
  ),
  invalid(
    '[x]/[...x]/route',
    'You cannot have the same slug name "x" repeat within a single dynamic path',
  ),
  invalid(
    '[a-b]/[a_b]/route',
    'You cannot have the slug names "a-b" and "a_b" differ only by non-word symbols within a single dynamic path',
  ),
  invalid(
    '[ab]/c/[a-b]/route',
    'You cannot have the slug names "ab" and "a-b" differ only by non-word symbols within a single dynamic path',
  ),
  invalid('[[x]]/route', 'Optional route parameters are not yet supported ("[[x]]").'),
  invalid('[…x]/route', "Detected a three-dot character ('…') at ('[…x]'). Did you mean ('...')?"),
  invalid('[.x]/route', 'Segment names may not start with erroneous periods'),
  invalid('[x.]/route', 'Segment names may not start with erroneous periods'),
]

const rows = (cases: readonly Case[]): [string, Version, Case][] =>
  cases.flatMap(row => row.in.map((v): [string, Version, Case] => [row.files.join(' + '), v, row]))

describe('files that Next refuses together', () => {
  test.each(rows(REFUSED))("%s, compat %i: Next's sentence and every file", (_, compat, row) => {
    const build = (): unknown => routerOf(row.files, { compat })
    expect(build).toThrow(row.message)
    expect(build).toThrow(expect.objectContaining({ code: row.code, status: 500, expose: false }))
    for (const file of row.files) expect(build).toThrow(`\n  /app/${file}.ts\n`)
  })

  test('the error points at a route, also where a page is involved', () => {
    expect(() => routerOf(['a/page', 'a/route'])).toThrow(
      expect.objectContaining({ file: '/app/a/route.ts' }),
    )
  })

  test('two extensions for one route are a conflict', () => {
    expect(() => routerOf(['a/route', 'a/route'])).toThrow(
      'Conflicting routes at /a: route at /a/route and route at /a/route',
    )
  })
})

describe('files that Next accepts together', () => {
  const ALLOWED: [readonly string[], readonly Version[], string][] = [
    [['page', 'api/route'], VERSIONS, 'page and route at different places'],
    [['[user]/page', 'api/route'], VERSIONS, 'a static route beside a dynamic page'],
    [['a/[x]/route', 'a/[y]/b/route'], [16], 'two names for one place, told apart further down'],
    [['[...x]/route', '[[...x]]/route'], [16], 'both kinds of catch-all'],
    [['a/[x]/route', 'a/[x]/b/route'], VERSIONS, 'one name for one place'],
    [['a/[x]/route', 'a/[...x]/route'], VERSIONS, 'parameter and catch-all'],
    [['a/[x]/route', 'b/[y]/route'], VERSIONS, 'different places'],
    [['(x)/a/route', '(y)/b/route'], VERSIONS, 'groups alone do not collide'],
    [['User/route', 'user/route'], VERSIONS, 'URL-11: paths are case-sensitive'],
    [['@a/page', '@b/page', 'page'], VERSIONS, 'parallel slots put several pages at one URL'],
    [
      ['a/[x]/page', 'a/[y]/page', 'b/route'],
      VERSIONS,
      'pages among themselves are not our concern',
    ],
    [['[id]/(.)photo/[id]/page', 'b/route'], VERSIONS, 'pages may repeat names by interception'],
    [['[[...x]]/page', 'a/route'], VERSIONS, 'a catch-all page above'],
    [['_p/route', 'a/_p/route'], VERSIONS, 'private directories hold no routes'],
    [['_p/[[x]]/route', '_q/[x]/[x]/route'], VERSIONS, 'nor anything to complain about'],
    [['[이름]/[나이]/route'], VERSIONS, 'letters of every script tell names apart'],
  ]

  test.each(
    ALLOWED.flatMap(([files, versions, why]) => versions.map(v => [files, v, why] as const)),
  )('%j, compat %i: %s', (files, compat) => {
    const routes = files.filter(file => file.endsWith('route') && !file.includes('_'))
    expect(routerOf(files, { compat }).routes).toHaveLength(routes.length)
  })
})
