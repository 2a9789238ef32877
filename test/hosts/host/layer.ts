/** A middleware in both dialects. */
import type { IncomingMessage, ServerResponse } from 'node:http'

export type ConnectMiddleware = (req: any, res: any, next: (error?: unknown) => void) => unknown
export type KoaMiddleware = (ctx: any, next: () => Promise<void>) => unknown

export interface Layer {
  readonly connect: ConnectMiddleware
  readonly koa: KoaMiddleware
}

type RawStep = (req: IncomingMessage & any, res: ServerResponse & any) => unknown

/** A step on Node's own objects, the same on every host; the chain goes on when it is done. */
export function step(run: RawStep): Layer {
  return {
    async connect(req, res, next) {
      try {
        await run(req, res)
      } catch (error) {
        return next(error)
      }
      next()
    },
    async koa(ctx, next) {
      await run(ctx.req, ctx.res)
      return next()
    },
  }
}

/** A Connect middleware inside Koa, as koa-connect does it. */
export function connectInKoa(middleware: ConnectMiddleware): KoaMiddleware {
  return async (ctx, next) => {
    await new Promise<void>((resolve, reject) =>
      middleware(ctx.req, ctx.res, error => (error ? reject(error) : resolve())),
    )
    return next()
  }
}
