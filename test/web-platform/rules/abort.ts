/** Request: its signal ("create a dependent abort signal"). */
import { type Row, TYPE_ERROR, tagOf } from '../rule'
import { AT, type MakeRequest } from './request-url'

/** A request that follows a controller, which is then aborted. */
const followed = (
  what: string,
  see: (request: Request, reason: Error) => unknown,
  standard: unknown,
): Row<MakeRequest> => [
  what,
  make => {
    const controller = new AbortController()
    const reason = new RangeError('own')
    const request = make(AT, { signal: controller.signal })
    controller.abort(reason)
    return see(request, reason)
  },
  standard,
]

const aborted = (make: MakeRequest, signal: unknown): boolean => make(AT, { signal }).signal.aborted

export const aborts: readonly Row<MakeRequest>[] = [
  ['a request has a signal', make => tagOf(make(AT).signal), 'AbortSignal'],
  [
    'the signal is one object',
    make => {
      const r = make(AT)
      return Object.is(r.signal, r.signal)
    },
    true,
  ],
  ['the signal is not aborted at first', make => make(AT).signal.aborted, false],
  [
    'the signal is one of its own',
    make => {
      const { signal } = new AbortController()
      return make(AT, { signal }).signal === signal
    },
    false,
  ],
  followed('the signal follows that of the init', r => r.signal.aborted, true),
  followed(
    'the signal has the reason of that of the init',
    (r, reason) => r.signal.reason === reason,
    true,
  ),
  followed('a clone follows the signal of the init', r => r.clone().signal.aborted, true),
  [
    'a clone made before follows too',
    make => {
      const controller = new AbortController()
      const copy = make(AT, { signal: controller.signal }).clone()
      controller.abort()
      return [copy.signal.aborted, copy.signal.reason.name]
    },
    [true, 'AbortError'],
  ],
  [
    'a copy follows its input',
    make => {
      const controller = new AbortController()
      const copy = make(make(AT, { signal: controller.signal }))
      controller.abort()
      return copy.signal.aborted
    },
    true,
  ],
  [
    'a copy with a signal follows only that',
    make => {
      const [first, second] = [new AbortController(), new AbortController()]
      const copy = make(make(AT, { signal: first.signal }), { signal: second.signal })
      first.abort()
      const before = copy.signal.aborted
      second.abort()
      return [before, copy.signal.aborted]
    },
    [false, true],
  ],
  [
    'a copy with the signal null follows nobody',
    make => {
      const controller = new AbortController()
      const copy = make(make(AT, { signal: controller.signal }), { signal: null })
      controller.abort()
      return copy.signal.aborted
    },
    false,
  ],
  ['a signal that is null', make => aborted(make, null), false],
  ['a signal that is undefined', make => aborted(make, undefined), false],
  ['a signal that is aborted', make => aborted(make, AbortSignal.abort()), true],
  [
    'a signal of several',
    make => aborted(make, AbortSignal.any([AbortSignal.abort(), new AbortController().signal])),
    true,
  ],
  ['a signal that is none', make => make(AT, { signal: {} }), TYPE_ERROR],
  [
    'a signal that is a controller',
    make => make(AT, { signal: new AbortController() }),
    TYPE_ERROR,
  ],
  [
    'a listener hears of it once',
    make => {
      const controller = new AbortController()
      const request = make(AT, { signal: controller.signal })
      let heard = 0
      request.signal.addEventListener('abort', () => {
        heard += 1
      })
      controller.abort()
      controller.abort()
      return heard
    },
    1,
  ],
  [
    'throwIfAborted() throws the reason',
    make => make(AT, { signal: AbortSignal.abort(new RangeError()) }).signal.throwIfAborted(),
    { threw: 'RangeError' },
  ],
  [
    'a body that is there can be read after the abort',
    make => make(AT, { method: 'POST', body: 'text', signal: AbortSignal.abort() }).text(),
    'text',
  ],
]
