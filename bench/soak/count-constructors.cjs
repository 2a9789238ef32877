/** Preloaded: counts what is constructed of the Fetch API, by whomever. */
const { add } = require('./counters.cjs')

for (const name of ['Request', 'Response', 'Headers', 'URL', 'ReadableStream']) {
  const value = new Proxy(globalThis[name], {
    construct(target, args, newTarget) {
      add(name)
      return Reflect.construct(target, args, newTarget)
    },
  })
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}
