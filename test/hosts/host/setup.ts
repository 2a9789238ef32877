/** What a rule asks of a host, in words that every host understands. */
import type { Layer } from './layer'

export type BeforeName =
  | 'answered'
  | 'attached'
  | 'awaited'
  | 'compression'
  | 'consumed'
  | 'cookieParser'
  | 'cors'
  | 'halfWritten'
  | 'helmet'
  | 'logger'
  | 'partlyRead'
  | 'session'
  | 'setCookie'
  | 'vary'

export type ParserName =
  | 'json'
  | 'jsonKeepingRaw'
  | 'jsonLoose'
  | 'koaBody'
  | 'koaBodyKeepingRaw'
  | 'multerDisk'
  | 'multerMemory'
  | 'raw'
  | 'text'
  | 'textAsJson'
  | 'urlencoded'
  | 'urlencodedSimple'

export type Handler = (request: Request, context: any) => unknown

export interface Mount {
  /** Directory under `fixtures/`; `app` unless given. */
  readonly dir?: string
  /** Routes without files, instead of a directory. */
  readonly manifest?: Readonly<Record<string, object>>
  readonly options?: Readonly<Record<string, unknown>>
  /** Mount path of the host (`app.use(path, …)`, koa-mount); `basePath` on plain Node. */
  readonly path?: string
}

export interface Setup extends Mount {
  /** Answers at `running.inline`, through the real route file `app/inline/[id]/route.ts`. */
  readonly handler?: Handler
  readonly before?: ReadonlyArray<BeforeName | Layer>
  readonly parsers?: readonly ParserName[]
  /** More mounts, after the first. */
  readonly also?: readonly Mount[]
  /** What stands behind us: the echo (default), nothing, or layers of the test. */
  readonly behind?: 'echo' | 'nothing' | readonly Layer[]
  /** Express `trust proxy`, Koa `app.proxy`, our `trustProxy` on plain Node. */
  readonly trustProxy?: unknown
  /** Do not wait for `ready()`. */
  readonly cold?: boolean
}
