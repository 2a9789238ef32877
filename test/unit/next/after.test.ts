import { AsyncLocalStorage } from 'node:async_hooks'
import { after as defer, runAfter } from '../../../src/next/after'
import { connection } from '../../../src/next/connection'
import { runInScope } from '../../../src/next/scope'
import { scopeOf } from './scope-of'

function setUp() {
  const log: string[] = []
  const errors: unknown[] = []
  const scope = scopeOf('', { onAfterError: (error, message) => errors.push([message, error]) })
  return { log, errors, scope }
}

describe('after()', () => {
  test('runs after the response: promise, callbacks in order, then nested ones', async () => {
    const { log, scope } = setUp()
    runInScope(scope, () => {
      defer(() => {
        log.push('callback 1')
        defer(() => log.push('nested'))
      })
      defer(async () => log.push('callback 2'))
      defer(Promise.resolve().then(() => log.push('promise')))
      log.push('handler returns')
    })
    await Promise.resolve()
    expect(log).toEqual(['handler returns', 'promise'])
    await runAfter(scope)
    expect(log.slice(2)).toEqual(['callback 1', 'callback 2', 'nested'])
    expect(scope.phase).toBe('after')
  })

  test('callbacks run side by side', async () => {
    const { log, scope } = setUp()
    const { promise, resolve } = withResolvers()
    runInScope(scope, () => {
      defer(async () => {
        await promise
        log.push('first')
      })
      defer(() => {
        log.push('second')
        resolve()
      })
    })
    await runAfter(scope)
    expect(log).toEqual(['second', 'first'])
  })

  test('waits for work that is added late, and for promises', async () => {
    const { log, scope } = setUp()
    runInScope(scope, () =>
      defer(async () => {
        await new Promise(setImmediate)
        defer(new Promise<void>(resolve => setImmediate(() => resolve(void log.push('late')))))
        defer(async () => {
          await new Promise(setImmediate)
          defer(() => log.push('later'))
        })
      }),
    )
    await runAfter(scope)
    expect(log.sort()).toEqual(['late', 'later'])
  })

  test('CTX-5: a callback keeps the async context of its call', async () => {
    const { log, scope } = setUp()
    const store = new AsyncLocalStorage<string>()
    runInScope(scope, () => store.run('mine', () => defer(() => log.push(store.getStore() ?? ''))))
    await runAfter(scope)
    expect(log).toEqual(['mine'])
  })

  test("row 199: failures are reported in Next.js's words, and stop nothing", async () => {
    const { log, errors, scope } = setUp()
    runInScope(scope, () => {
      defer(() => {
        throw 'sync'
      })
      defer(async () => {
        throw 'async'
      })
      defer(Promise.reject('promise'))
      defer(() => log.push('last'))
    })
    await runAfter(scope)
    expect(log).toEqual(['last'])
    expect(errors).toEqual([
      ['A promise passed to `after()` rejected:', 'promise'],
      ['An error occurred in a function passed to `after()`:', 'sync'],
      ['An error occurred in a function passed to `after()`:', 'async'],
    ])
  })

  test('a reporter that throws becomes a process warning', async () => {
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const scope = scopeOf('', {
      onAfterError: error => {
        throw error
      },
    })
    const failure = new Error('from the reporter')
    runInScope(scope, () => defer(() => Promise.reject(failure)))
    await runAfter(scope)
    expect(emit).toHaveBeenCalledWith(failure)
    emit.mockRestore()
  })

  test('refuses other arguments, and calls outside a request', () => {
    const call = () => defer(1 as never)
    expect(() => runInScope(scopeOf(), call)).toThrow(
      '`after()`: Argument must be a promise or a function',
    )
    expect(call).toThrow('`after` was called outside a request scope.')
  })

  test('without any work there is nothing to run', async () => {
    await expect(runAfter(scopeOf())).resolves.toBeUndefined()
  })
})

describe('connection()', () => {
  test('resolves while the request is handled', () =>
    runInScope(scopeOf(), () => expect(connection()).resolves.toBeUndefined()))

  test('is refused in after() and outside a request', async () => {
    const scope = scopeOf()
    await runAfter(scope)
    expect(() => runInScope(scope, connection)).toThrow(
      'Route /users/[id] used `connection()` inside `after()`.',
    )
    expect(connection).toThrow('`connection` was called outside a request scope.')
  })
})

function withResolvers() {
  let resolve = () => {}
  const promise = new Promise<void>(done => {
    resolve = done
  })
  return { promise, resolve }
}
