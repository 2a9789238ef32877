/** Nothing is loaded that nobody uses; a program without `@opentelemetry/api` is none the worse. */
import { ask, mount } from '../mount'

const KEY = Symbol.for('opentelemetry.js.api.1')

const loaded = jest.fn()

jest.mock('@opentelemetry/api', () => {
  loaded()
  throw new Error("Cannot find module '@opentelemetry/api'")
})

const answered = async () => {
  const routes = mount({ 'a/route.ts': { GET: () => new Response('here') } })
  return (await ask(routes, '/a')).text()
}

it('without a provider, the package is not even looked for', async () => {
  expect(await answered()).toBe('here')
  expect(loaded).not.toHaveBeenCalled()
})

it('with a provider of a copy that cannot be found, requests are answered without spans', async () => {
  Object.defineProperty(globalThis, KEY, { value: { trace: {} }, configurable: true })
  expect([await answered(), await answered()]).toEqual(['here', 'here'])
  // From here and from the working directory; and never again.
  expect(loaded.mock.calls.length).toBeLessThanOrEqual(2)
  Reflect.deleteProperty(globalThis, KEY)
})
