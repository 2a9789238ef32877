/** Functions in the places where the directive may stand, and how often they run. */
import { evaluated, evaluations, type Observations, outcome } from './evaluations'
import fileDefault, { arrow, callsHidden, declared } from './whole-file'

async function two(a: number, b = 2): Promise<string> {
  'use cache'
  return `${a} ${b} ${evaluated('two')}`
}

async function fib(n: number): Promise<number> {
  'use cache'
  evaluated('fib')
  return n < 2 ? n : (await fib(n - 1)) + (await fib(n - 2))
}

async function failing(): Promise<never> {
  'use cache'
  throw new TypeError(`failed ${evaluated('failing')}`)
}

function factory(a: number, { b }: { b: number }) {
  const c = a + b
  const add = async (d: number) => {
    'use cache'
    return `${a} ${b} ${c} ${d} ${evaluated('factory')}`
  }
  return add
}

function callsLocal(a: number) {
  const local = () => a
  return async () => {
    'use cache'
    return local()
  }
}

function callsGiven(given: () => number) {
  return async () => {
    'use cache'
    return given()
  }
}

const object = {
  async method(a: number) {
    'use cache'
    return `${a} ${evaluated('method')}`
  },
}

// biome-ignore lint/complexity/noStaticOnlyClass: static methods can be cached
class Service {
  static async get(a: number) {
    'use cache'
    return `${a} ${evaluated('static')}`
  }
}

async function remote(): Promise<number> {
  'use cache: remote'
  return evaluated('remote')
}

async function privately(): Promise<number> {
  'use cache: private'
  return evaluated('private')
}

async function slow(): Promise<number> {
  'use cache'
  await new Promise(resolve => setTimeout(resolve, 50))
  return evaluated('slow')
}

const now = { value: 0 }

async function moduleVariable(): Promise<number> {
  'use cache'
  return now.value
}

const live = () => {
  let n = 0
  return {
    raise: () => n++,
    read: async () => {
      'use cache'
      return n
    },
  }
}

export const callObservations: Observations = {
  wholeFile: async () => [
    await declared('a'),
    await declared('a'),
    await declared('b'),
    await arrow('a'),
    await arrow('a'),
    await fileDefault('a'),
    await fileDefault('a'),
    await callsHidden(),
    await callsHidden(),
  ],
  fib: async () => [await fib(20), evaluations('fib')],
  failing: async () => {
    await outcome(failing())
    await outcome(failing())
    return evaluations('failing')
  },
  failed: () => outcome(failing()),
  closures: async () => [
    await factory(1, { b: 2 })(3),
    await factory(1, { b: 2 })(3),
    await factory(1, { b: 3 })(3),
    await factory(2, { b: 2 })(3),
  ],
  localFunction: async () => [await outcome(callsLocal(1)()), await outcome(callsLocal(2)())],
  givenFunction: async () => [
    await outcome(callsGiven(() => 1)()),
    await outcome(callsGiven(() => 2)()),
  ],
  methods: async () => [
    await object.method(1),
    await object.method(1),
    await Service.get(1),
    await Service.get(1),
  ],
  nameAndLength: () => [two.name, two.length, Service.get.name, factory(1, { b: 1 }).name],
  remote: async () => [await remote(), await remote()],
  private: async () => [await outcome(privately()), await outcome(privately())],
  together: () => Promise.all([slow(), slow(), slow()]),
  moduleVariable: async () => {
    const first = await moduleVariable()
    now.value += 1
    return [first, await moduleVariable()]
  },
  live: async () => {
    const { raise, read } = live()
    const first = await read()
    raise()
    return [first, await read()]
  },
}
