/** Middlewares that people write: cookies and Vary set early, bodies eaten, answers already sent. */
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Layer, step } from './layer'

export const hostile = {
  setCookie: {
    connect(_req, res, next) {
      res.setHeader('Set-Cookie', 'host=1; Path=/')
      next()
    },
    async koa(ctx, next) {
      ctx.append('Set-Cookie', 'host=1; Path=/')
      return next()
    },
  } as Layer,

  vary: {
    connect(_req, res, next) {
      res.setHeader('Vary', 'Origin')
      next()
    },
    async koa(ctx, next) {
      ctx.vary('Origin')
      return next()
    },
  } as Layer,

  /** Table row 14: the body is gone and nothing is left of it. */
  consumed: step(async req => {
    for await (const _ of req.iterator({ destroyOnReturn: false }));
  }),

  /** Table row 15: one chunk was read, then the reader paused. */
  partlyRead: step(async req => {
    req.once('data', () => req.pause())
    await once(req, 'data')
  }),

  /** Table row 16: somebody listens already and the body flows away from us. */
  attached: step(req => {
    req.on('data', () => {})
  }),

  /** Table row 17: the chain awaited before it came to us. */
  awaited: step(() => sleep(30)),

  /** Ends the response, then calls next() all the same. */
  answered: step((_req, res) => {
    res.end('early')
  }),

  /** Wrote a part of the body, then calls next(). */
  halfWritten: step((_req, res) => {
    res.write('partial')
  }),
}
