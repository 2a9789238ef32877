/** The members of `NextURL` that are those of the `URL` inside it. */

/** Where the URL is kept; a symbol, because `NextURL` must show no member that Next.js has not. */
export const TARGET: unique symbol = Symbol('url')

const WRITABLE = [
  'hash',
  'host',
  'hostname',
  'password',
  'pathname',
  'port',
  'protocol',
  'search',
  'username',
] as const

export abstract class URLMembers {
  [TARGET]: URL

  declare hash: string
  declare host: string
  declare hostname: string
  declare password: string
  /** Without base path and locale, which `href` contains. */
  declare pathname: string
  declare port: string
  declare protocol: string
  declare search: string
  declare username: string

  constructor(target: URL) {
    this[TARGET] = target
  }

  get origin(): string {
    return this[TARGET].origin
  }

  get searchParams(): URLSearchParams {
    return this[TARGET].searchParams
  }

  static {
    for (const name of WRITABLE) {
      Object.defineProperty(URLMembers.prototype, name, {
        configurable: true,
        get(this: URLMembers) {
          return this[TARGET][name]
        },
        set(this: URLMembers, value: string) {
          this[TARGET][name] = value
        },
      })
    }
  }
}
