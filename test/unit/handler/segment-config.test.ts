/** The table of next-semantics 2.7. */
import { readSegmentConfig } from '../../../src/handler/segment-config'

const FILE = '/app/a/route.ts'

const read = (exports: object) => readSegmentConfig({ ...exports }, '/a', FILE)

const ALLOWED: Readonly<Record<string, readonly unknown[]>> = {
  dynamic: ['auto', 'force-dynamic', 'error', 'force-static'],
  dynamicParams: [true, false],
  revalidate: [false, 0, 60],
  fetchCache: [
    'auto',
    'default-cache',
    'only-cache',
    'force-cache',
    'force-no-store',
    'default-no-store',
    'only-no-store',
  ],
  runtime: ['nodejs', 'edge', 'experimental-edge'],
  preferredRegion: ['auto', ['iad1', 'sfo1'], []],
  maxDuration: [0, 30],
}

const REFUSED: readonly (readonly [string, unknown, string])[] = [
  ['dynamic', 'static', '"auto" | "force-dynamic" | "error" | "force-static"'],
  ['dynamic', true, '"auto" | "force-dynamic" | "error" | "force-static"'],
  ['dynamicParams', 'false', 'a boolean'],
  ['dynamicParams', null, 'a boolean'],
  ['revalidate', '1', 'a non-negative number or false'],
  ['revalidate', -1, 'a non-negative number or false'],
  ['revalidate', 1.5, 'a non-negative number or false'],
  ['revalidate', true, 'a non-negative number or false'],
  ['fetchCache', 'no-store', '"auto" | "default-cache"'],
  ['runtime', 'deno', '"nodejs" | "edge" | "experimental-edge"'],
  ['preferredRegion', 1, 'a string or an array of strings'],
  ['preferredRegion', ['iad1', 1], 'a string or an array of strings'],
  ['maxDuration', '30', 'a non-negative integer'],
  ['maxDuration', -1, 'a non-negative integer'],
  ['maxDuration', 0.5, 'a non-negative integer'],
  ['maxDuration', Number.POSITIVE_INFINITY, 'a non-negative integer'],
]

const allowed = Object.entries(ALLOWED).flatMap(([name, values]) =>
  values.map(value => [name, value] as const),
)

describe('readSegmentConfig(exports, route, file)', () => {
  it.each(allowed)('2.7: %s may be %j', (name, value) => {
    expect(read({ [name]: value })).toEqual({ [name]: value })
  })

  it.each(REFUSED)(
    '2.7: %s = %j is RH_INVALID_EXPORT in the words of Next',
    (name, value, must) => {
      const sentence = `Invalid segment configuration options detected for "/a": Invalid ${name} value ${JSON.stringify(value)} on "/a", must be ${must}`
      expect(() => read({ [name]: value })).toThrow(
        expect.objectContaining({
          code: 'RH_INVALID_EXPORT',
          status: 500,
          file: FILE,
          message: expect.stringContaining(sentence),
        }),
      )
      expect(() => read({ [name]: value })).toThrow(`Change the export in ${FILE}.`)
    },
  )

  it('2.7: edge and generateStaticParams exclude each other', () => {
    const generateStaticParams = () => []
    expect(() => read({ runtime: 'edge', generateStaticParams })).toThrow(
      expect.objectContaining({
        code: 'RH_INVALID_EXPORT',
        file: FILE,
        message: expect.stringContaining(
          "cannot use both `export const runtime = 'edge'` and export `generateStaticParams`.",
        ),
      }),
    )
    expect(read({ runtime: 'nodejs', generateStaticParams })).toEqual({ runtime: 'nodejs' })
  })

  it('2.7: what is not exported is not there, and what is no config is ignored', () => {
    expect(read({ GET: () => {}, config: { api: {} }, metadata: 1, dynamic: undefined })).toEqual(
      {},
    )
  })
})
