/** Where our classes do not do what the platform's do, and why. Each entry is asserted. */
import { threw } from './rule'

export interface Difference {
  readonly subjects: readonly string[]
  /** Titles, or what they match. */
  readonly rules: readonly (string | RegExp)[]
  readonly gives: unknown
  readonly why: string
}

const REFUSED = threw('RouteHandlersError')

export const differences: readonly Difference[] = [
  {
    subjects: ['NextRequest'],
    rules: [
      /^the URL must not be (?:relative|empty|a symbol)$/,
      /^the URL must (?:be given|have a host|have a port in range|have a valid host)$/,
    ],
    gives: REFUSED,
    why: "Next.js's own error, `URL is malformed …`, with the TypeError as its cause",
  },
  {
    subjects: ['NextRequest'],
    rules: ['a stream needs duplex'],
    gives: 'text',
    why: 'Next.js fills `duplex` in',
  },
  {
    subjects: ['NextResponse'],
    rules: [
      'redirect() to a relative URL',
      'redirect() to a URL without a host',
      'redirect() to nothing',
    ],
    gives: REFUSED,
    why: "Next.js's own error, `URL is malformed …`, with the TypeError as its cause",
  },
  {
    subjects: ['NextResponse'],
    rules: [/^redirect\(\) with the status (?:undefined|null|"303")$/],
    gives: 307,
    why: 'Next.js redirects with 307 unless told otherwise by a number, or by an init with a status',
  },
  {
    subjects: ['NextResponse'],
    rules: ['redirect() has headers that cannot be changed'],
    gives: undefined,
    why: 'Next.js sets cookies on a redirect',
  },
  {
    subjects: ['a received request'],
    rules: ['body is null without a body'],
    gives: false,
    why: 'REQ-3: a POST without a body has an empty stream, as in Next.js',
  },
  {
    subjects: ['a received request'],
    rules: ['bodyUsed is false without a body, also after reading'],
    gives: true,
    why: 'REQ-3: a POST without a body has an empty stream, as in Next.js',
  },
  {
    subjects: ['a received request'],
    rules: ['a message without a body is read again'],
    gives: threw('TypeError'),
    why: 'REQ-3: a POST without a body has an empty stream, as in Next.js',
  },
  {
    subjects: ['a received request'],
    rules: ['body can be read with a buffer of the reader'],
    gives: threw('TypeError'),
    why: 'the stream is no byte stream, as in Next.js: it would take away buffers that Node shares',
  },
]
