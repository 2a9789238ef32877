/** Cache Components: what a route file must not export (SEG, next-semantics 2.7). */
import { ask, mount } from '../mount'

const GET = () => new Response('')
const cache = { cacheComponents: true, dev: true }

it.each([
  ['dynamic', 'force-static'],
  ['dynamicParams', false],
  ['fetchCache', 'default-cache'],
  ['revalidate', 60],
  ['revalidate', false],
  ['runtime', 'nodejs'],
])('%s is refused when the file is loaded, in the words of Next.js', async (name, value) => {
  const routes = mount({ 'a/route.ts': { GET, [name]: value } }, { cache })
  await expect(routes.ready()).rejects.toMatchObject({
    code: 'RH_INVALID_EXPORT',
    message: expect.stringContaining(
      `Route segment config "${name}" is not compatible with \`nextConfig.cacheComponents\`. Please remove it.`,
    ),
  })
})

it('maxDuration and preferredRegion stay', async () => {
  const routes = mount(
    { 'a/route.ts': { GET, maxDuration: 5, preferredRegion: 'fra1' } },
    { cache },
  )
  await routes.ready()
  expect((await ask(routes, '/a')).status).toBe(200)
})

it('a file whose source cannot be judged runs for every request', async () => {
  const routes = mount({ 'a/route.ts': { GET } }, { cache })
  await ask(routes, '/a')
  expect((await ask(routes, '/a')).headers.has('x-nextjs-cache')).toBe(false)
})

it.each([14, 15] as const)('the option is refused with compat: %i', compat => {
  expect(() => mount({ 'a/route.ts': { GET } }, { cache, compat })).toThrow(
    `The option "cache.cacheComponents" is of Next.js 16; remove it, or "compat: ${compat}".`,
  )
})
