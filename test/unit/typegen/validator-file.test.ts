import { mountOf } from '../../../src/typegen/mounts'
import { type RequestModule, validatorFile } from '../../../src/typegen/validator-file'
import { ROOT, routesOf } from './routes'

const OURS: RequestModule[] = ['route-handlers/next/server']

const mount = (files: string[], compat: 14 | 15 | 16 = 16, dir = 'app') =>
  mountOf(ROOT, `${ROOT}/${dir}`, routesOf(dir, ...files), compat)

describe('validator.ts', () => {
  it.each([
    ['x/route.ts', '../../app/x/route.js'],
    ['x/route.tsx', '../../app/x/route.js'],
    ['x/route.mts', '../../app/x/route.mjs'],
    ['x/route.cts', '../../app/x/route.cjs'],
    ['a b/한"글/route.ts', '../../app/a b/한"글/route.js'],
  ])('imports %s as TypeScript resolves it everywhere', (file, specifier) => {
    expect(validatorFile([mount([file])], OURS)).toContain(
      `typeof import(${JSON.stringify(specifier)})`,
    )
  })

  it.each([
    ['a file in JavaScript, as Next.js does', 'x/route.js'],
    ['a file in JSX', 'x/route.jsx'],
    ['a file that TypeScript cannot name', 'x\\y/route.ts'],
  ])('leaves out %s, and is still a module', (_what, file) => {
    const text = validatorFile([mount([file])], OURS)
    expect(text).toBe('// Written by route-handlers typegen; do not edit.\n\nexport {}\n')
  })

  it('TYP-4: gives handlers RouteContext, with what a project merged into it', () => {
    expect(validatorFile([mount(['users/[id]/route.ts'])], OURS)).toContain(
      'Satisfies<RouteHandlerConfig<RouteContext<"/users/[id]">>, typeof import',
    )
  })

  it('accepts an object for params only where Next.js 14 is asked for', () => {
    const of14 = mount(['old/route.ts'], 14, 'old')
    const text = validatorFile([mount(['new/route.ts']), of14], OURS)
    expect(text).toContain('RouteHandlerConfig<RouteContext<"/new">>')
    expect(text).toContain('RouteHandlerConfig<RouteContext14<RouteContext<"/old">>>')
    expect(validatorFile([mount(['new/route.ts'])], OURS)).not.toContain('RouteContext14')
  })

  it('accepts the NextRequest of an installed Next.js beside ours', () => {
    const text = validatorFile([mount(['x/route.ts'])], ['next/server.js', ...OURS])
    expect(text).toContain("request: import('next/server.js').NextRequest")
    expect(text).toContain("request: import('route-handlers/next/server').NextRequest")
  })
})
