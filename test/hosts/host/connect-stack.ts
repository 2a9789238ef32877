/** The named middlewares as Express, Connect and plain Node mount them. */
import os from 'node:os'
import { hostile } from './hostile'
import type { ConnectMiddleware } from './layer'
import { loose } from './loose'
import type { BeforeName, ParserName } from './setup'

type Make = (express: any) => ConnectMiddleware

const parsers: Partial<Record<ParserName, Make>> = {
  json: express => express.json(),
  jsonKeepingRaw: express => express.json({ verify: loose('route-handlers/express').keepRawBody }),
  jsonLoose: express => express.json({ strict: false }),
  urlencoded: express => express.urlencoded({ extended: true }),
  urlencodedSimple: express => express.urlencoded({ extended: false }),
  text: express => express.text(),
  textAsJson: express => express.text({ type: 'application/json' }),
  raw: express => express.raw(),
  multerMemory: () => {
    const multer = loose('multer')
    return multer({ storage: multer.memoryStorage() }).any()
  },
  multerDisk: () => loose('multer')({ dest: os.tmpdir() }).any(),
}

const before: Partial<Record<BeforeName, Make>> = {
  compression: () => loose('compression')(),
  cookieParser: () => loose('cookie-parser')(),
  cors: () => loose('cors')({ origin: 'https://shop.example', credentials: true }),
  helmet: () => loose('helmet').default(),
  logger: () => (_req, res, next) => {
    res.on('finish', () => res.statusCode)
    next()
  },
  session: () =>
    loose('express-session')({ secret: 's', resave: false, saveUninitialized: true, name: 'sid' }),
}

export function connectStack(names: readonly string[], express: any): ConnectMiddleware[] {
  return names.map(name => {
    const known = { ...parsers, ...before } as Record<string, Make | undefined>
    const make = known[name]
    if (make) return make(express)
    const layer = hostile[name as keyof typeof hostile]
    if (layer) return layer.connect
    throw new Error(`no ${name} for Connect-style hosts: list the host under notApplicable`)
  })
}
