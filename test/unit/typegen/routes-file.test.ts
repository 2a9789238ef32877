import { mountOf } from '../../../src/typegen/mounts'
import { routesFile } from '../../../src/typegen/routes-file'
import { ROOT, routesOf } from './routes'

const textOf = (...files: string[]) =>
  routesFile([mountOf(ROOT, '/srv/app', routesOf('app', ...files), 16)])

describe('routes.d.ts', () => {
  it.each([
    ['api/x', '"/api/x"', '{}', 'a static route has no parameters'],
    ['users/[id]', '"/users/[id]"', '{ "id": string; }', 'brackets stay'],
    ['s/[...s]', '"/s/[...s]"', '{ "s": string[]; }', 'a catch-all is a list'],
    ['o/[[...r]]', '"/o/[[...r]]"', '{ "r"?: string[]; }', 'an optional one may be absent'],
    ['[a]/x/[b-c]', '"/[a]/x/[b-c]"', '{ "a": string; "b-c": string; }', 'in order, quoted'],
    ['(g)/@slot/p', '"/p"', '{}', 'groups and slots are not in the URL'],
    ['%5Fp', '"/_p"', '{}', 'the escape of an underscore is undone'],
    ['pre-[x]', '"/pre-[x]"', '{}', 'handlers have no partial parameters'],
    ['sp ace/한글', '"/sp ace/한글"', '{}', 'any script'],
    ['a"b/c\\d', '"/a\\"b/c\\\\d"', '{}', 'quotes and backslashes are escaped'],
    ['new\nline', '"/new\\nline"', '{}', 'nothing ends the string'],
  ])('TYP-2: %j is %s: %s (%s)', (directory, key, type) => {
    const text = textOf(`${directory}/route.ts`)
    expect(text).toContain(`type AppRouteHandlerRoutes = ${key}\n`)
    expect(text).toContain(`interface ParamMap {\n  ${key}: ${type}\n}`)
  })

  it('TYP-2: is sorted by code units, whatever the order of the files', () => {
    const files = ['b/route.ts', 'route.js', 'ä/route.ts', 'B/route.ts', 'a/[x]/route.tsx']
    const text = textOf(...files)
    expect(text).toContain('= "/" | "/B" | "/a/[x]" | "/b" | "/ä"\n')
    expect(textOf(...files.toReversed())).toBe(text)
  })

  it('TYP-2: has never for no routes', () => {
    expect(textOf()).toContain('type AppRouteHandlerRoutes = never\n\ninterface ParamMap {\n}')
  })

  it('TYP-2: has a pattern of two directories once', () => {
    const mounts = ['app', 'admin'].map(dir =>
      mountOf(ROOT, `${ROOT}/${dir}`, routesOf(dir, 'users/[id]/route.ts'), 16),
    )
    expect(routesFile(mounts)).toContain('= "/users/[id]"\n')
    expect(routesFile(mounts).match(/"id": string/g)).toHaveLength(1)
  })

  it('declares the global RouteContext with the parameter name of Next.js, to be merged into', () => {
    expect(textOf('x/route.ts')).toContain(
      'interface RouteContext<AppRouteHandlerRoute extends AppRouteHandlerRoutes> {\n' +
        '    params: Promise<ParamMap[AppRouteHandlerRoute]>\n',
    )
  })
})
