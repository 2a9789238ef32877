/** Rows 41 to 63: which scheme and authority a request was sent to. */
import { originOfSocket, resolveOrigin } from '../../../../src/http/request/origin'
import { parseTarget } from '../../../../src/http/request/target'
import { errorOf, message, ROOT } from '../message'

const NO_POLICY = { origin: undefined, allowedHosts: undefined }
const BAD_HOST = { code: 'RH_BAD_HOST', status: 400, statusCode: 400, expose: true }

function resolve(
  head: Parameters<typeof message>[0],
  policy: Partial<Parameters<typeof resolveOrigin>[3]> = {},
  target = ROOT,
): string {
  const request = message(head)
  return resolveOrigin(request, originOfSocket(request), target, { ...NO_POLICY, ...policy })
}

describe('originOfSocket(request)', () => {
  it.each([
    [{ headers: { host: 'a' } }, { scheme: 'http', authority: 'a' }, 'plain'],
    [{ headers: { host: 'a' }, encrypted: true }, { scheme: 'https', authority: 'a' }, 'TLS'],
    [{ headers: {} }, { scheme: 'http', authority: undefined }, 'no Host'],
    [
      { headers: { ':authority': 'b', host: 'a' } },
      { scheme: 'http', authority: 'b' },
      'row 61: :authority before Host',
    ],
    [
      { headers: { host: 'a', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil' } },
      { scheme: 'http', authority: 'a' },
      'row 53: forwarded headers are nobody’s by themselves',
    ],
  ])('URL-3: %j gives %j (%s)', (head, expected) => {
    expect(originOfSocket(message(head))).toEqual(expected)
  })
})

describe('resolveOrigin(request, seen, target, policy)', () => {
  it.each([
    [{ headers: { host: 'example.com' } }, 'http://example.com', 'the Host header'],
    [{ headers: { host: 'EXAMPLE.com:80' } }, 'http://example.com', 'row 50: serialised'],
    [{ headers: { host: 'x:80' }, encrypted: true }, 'https://x:80', 'row 62: TLS'],
    [{ headers: {} }, 'http://localhost:3000', 'row 41: HTTP/1.0 without Host'],
    [{ headers: { host: '' } }, 'http://localhost:3000', 'row 42: an empty Host'],
    [{ headers: {}, localPort: undefined }, 'http://localhost', 'a socket without a port'],
    [{ headers: { ':authority': 'b' } }, 'http://b', 'HTTP/2'],
    [{ headers: { ':authority': 'b', host: 'b' } }, 'http://b', 'row 61: both, the same'],
  ])('URL-7: %j is %s (%s)', (head, expected) => {
    expect(resolve(head)).toBe(expected)
  })

  it.each([
    [{ headers: { host: 'a@evil' } }, 'row 44: userinfo'],
    [{ headers: { host: 'good/admin?' } }, 'row 45: a path'],
    [{ headers: { host: 'h:99999' } }, 'row 46: a port out of range'],
    [{ headers: { host: 'ex\u00e4mple.com' } }, 'row 51: latin1'],
    [
      { headers: { host: 'a' }, rawHeaders: ['Host', 'a', 'X-A', '1', 'hOST', 'b'] },
      'row 43: two Host lines',
    ],
    [
      { headers: { host: 'a' }, rawHeaders: ['Host', 'a', 'Host', 'a'] },
      'row 43: two Host lines, even if the same',
    ],
    [{ headers: { ':authority': 'b', host: 'a' } }, 'row 61: both, different'],
  ])('URL-6: %j is a 400 (%s)', head => {
    expect(errorOf(() => resolve(head))).toMatchObject(BAD_HOST)
  })

  it('R19: the refusal does not echo what the client sent', () => {
    const { message: text } = errorOf(() => resolve({ headers: { host: 'a@evil' } })) as Error
    expect(text).not.toContain('evil')
  })

  it('row 43: a value that reads "host" is no second Host line', () => {
    const rawHeaders = ['Host', 'a', 'X-Name', 'host', 'Vary', 'Host']
    expect(resolve({ headers: { host: 'a' }, rawHeaders })).toBe('http://a')
  })

  it.each([
    ['http://other/p', 'row 2'],
    ['https://other/p', 'row 3: the scheme stays that of the socket'],
    ['http://OTHER:80/p', 'a port'],
  ])('URL-5: for the target %s the host’s own view holds (%s)', raw => {
    const target = parseTarget(raw)
    expect(resolve({ headers: { host: 'mine' } }, {}, target)).toBe('http://mine')
  })

  it.each([
    ['http://u:p@h/p', 'row 4'],
    ['http:///x', 'row 5'],
    ['http://[bad/x', 'row 5'],
    ['file:///etc/passwd', 'row 6'],
    ['ftp://h/', 'row 6'],
  ])('URL-5: the target %s is a 400 (%s)', raw => {
    const resolving = () => resolve({ headers: { host: 'mine' } }, {}, parseTarget(raw))
    expect(errorOf(resolving)).toMatchObject(BAD_HOST)
    const fixed = () =>
      resolve({ headers: { host: 'mine' } }, { origin: 'https://o' }, parseTarget(raw))
    expect(errorOf(fixed)).toMatchObject(BAD_HOST)
  })

  it.each([['mine'], ['a@evil'], ['']])('row 63: a fixed origin wins over Host %j', host => {
    const origin = 'https://public.example'
    expect(resolve({ headers: { host } }, { origin })).toBe(origin)
  })

  it.each([
    ['example.com', true],
    ['EXAMPLE.com:80', true],
    ['example.com:81', false],
    ['other.com', false],
  ])('D-a: allowedHosts sees the serialised authority of Host %s', (host, accepted) => {
    const allowedHosts = (seen: string): boolean => seen === 'example.com'
    const resolving = () => resolve({ headers: { host } }, { allowedHosts })
    if (accepted) expect(resolving()).toBe('http://example.com')
    else expect(errorOf(resolving)).toMatchObject(BAD_HOST)
  })
})
