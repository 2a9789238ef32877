/** The named middlewares as Koa mounts them. */
import { hostile } from './hostile'
import { connectInKoa, type KoaMiddleware } from './layer'
import { loose } from './loose'
import type { BeforeName, ParserName } from './setup'

type Make = (app: any) => KoaMiddleware

const bodyParser = (options: object): KoaMiddleware =>
  loose('@koa/bodyparser').bodyParser({ encoding: 'utf-8', ...options })

const parsers: Partial<Record<ParserName, Make>> = {
  json: () => bodyParser({ enableTypes: ['json'] }),
  jsonLoose: () => bodyParser({ enableTypes: ['json'], jsonStrict: false }),
  urlencoded: () => bodyParser({ enableTypes: ['form'] }),
  text: () => bodyParser({ enableTypes: ['text'] }),
  koaBody: () => loose('koa-body').koaBody({ multipart: true }),
  koaBodyKeepingRaw: () => loose('koa-body').koaBody({ multipart: true, includeUnparsed: true }),
}

const before: Partial<Record<BeforeName, Make>> = {
  compression: () => loose('koa-compress')(),
  cors: () => loose('@koa/cors')({ origin: 'https://shop.example', credentials: true }),
  helmet: () => connectInKoa(loose('helmet').default()),
  logger: () => async (ctx, next) => {
    const start = performance.now()
    await next()
    ctx.set('X-Response-Time', `${performance.now() - start}ms`)
  },
  session: () => {
    throw new Error('koa-session needs the application: see koaStack')
  },
}

export function koaStack(names: readonly string[], app: any): KoaMiddleware[] {
  return names.map(name => {
    if (name === 'session') {
      app.keys = ['s']
      return loose('koa-session').default({ key: 'sid' }, app)
    }
    const known = { ...parsers, ...before } as Record<string, Make | undefined>
    const make = known[name]
    if (make) return make(app)
    const layer = hostile[name as keyof typeof hostile]
    if (layer) return layer.koa
    throw new Error(`no ${name} for Koa: list the host under notApplicable`)
  })
}
