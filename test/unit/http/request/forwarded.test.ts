/** Rows 53 to 59: forwarded headers count as far as the peer that sent them is trusted. */
import {
  compileTrust,
  originOf,
  type TrustProxyOption,
} from '../../../../src/http/request/forwarded'
import { errorOf, message } from '../message'

const FORWARDED = {
  host: 'inner:3000',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'pub.example:444, inner',
}
const INNER = { scheme: 'http', authority: 'inner:3000' }
const PUBLIC = { scheme: 'https', authority: 'pub.example:444' }

function origin(option: TrustProxyOption | undefined, headers = {}, remoteAddress = '10.0.0.7') {
  const request = message({ headers: { ...FORWARDED, ...headers }, remoteAddress })
  return originOf(request, compileTrust(option))
}

describe('originOf(request, trust)', () => {
  it.each<[TrustProxyOption | undefined, string, object]>([
    [undefined, 'the default: nobody is trusted', INNER],
    [false, 'nobody is trusted', INNER],
    [true, 'everybody is trusted', PUBLIC],
    [0, 'no hop is trusted', INNER],
    [1, 'the nearest hop is trusted', PUBLIC],
    ['10.0.0.0/8', 'the peer is in the network', PUBLIC],
    ['192.168.0.0/16, 10.0.0.7', 'the peer is in the list', PUBLIC],
    [['192.168.0.1', '10.0.0.7'], 'the peer is in the array', PUBLIC],
    ['loopback', 'the peer is elsewhere', INNER],
    [address => address === '10.0.0.7', 'the function says yes', PUBLIC],
    [(_address, hop) => hop > 0, 'the function is asked for hop 0', INNER],
  ])('URL-3, row 54: trustProxy %j: %s', (option, _why, expected) => {
    expect(origin(option)).toEqual(expected)
  })

  it('compiles a list once, however often toRequest() is given it', () => {
    expect(compileTrust(['10.0.0.1', 'loopback'])).toBe(compileTrust('10.0.0.1, loopback'))
    expect(compileTrust('10.0.0.1')).not.toBe(compileTrust('10.0.0.2'))
  })

  it('row 54: trust is decided for the connection, not for the header', () => {
    expect(origin('loopback', { 'x-forwarded-for': '127.0.0.1' }, '203.0.113.9')).toEqual(INNER)
    expect(origin('loopback', {}, '::1')).toEqual(PUBLIC)
  })

  it.each([
    ['javascript', 'http', 'no scheme of ours'],
    ['', 'http', 'empty'],
    ['HTTPS', 'http', 'only the exact word'],
    ['wss', 'http', 'no request scheme'],
    [' https', 'https', 'white space around it'],
    ['https,http', 'https', 'the client’s side of a list'],
    ['http, https', 'http', 'the client’s side of a list'],
  ])('row 55: X-Forwarded-Proto %j is %s (%s)', (proto, scheme) => {
    expect(origin(true, { 'x-forwarded-proto': proto })).toMatchObject({ scheme })
  })

  it.each([[''], [' , evil'], [undefined]])(
    'row 54: without a first X-Forwarded-Host (%j) the Host stays',
    host => {
      expect(origin(true, { 'x-forwarded-host': host })).toMatchObject({ authority: 'inner:3000' })
    },
  )

  it.each([
    ['x-forwarded-port', '8443'],
    ['x-forwarded-prefix', '/evil'],
    ['x-original-url', '/admin'],
    ['x-rewrite-url', '/admin'],
    ['forwarded', 'host=evil;proto=http'],
  ])('row 59: %s is ignored even from a trusted peer', (name, value) => {
    expect(origin(true, { [name]: value })).toEqual(PUBLIC)
  })
})

describe('compileTrust(option)', () => {
  it.each([['nonsense'], [''], [['10.0.0.0/99']]])(
    'R20: %j is refused as RH_INVALID_OPTION, naming trustProxy',
    option => {
      const error = errorOf(() => compileTrust(option))
      expect(error).toMatchObject({ code: 'RH_INVALID_OPTION' })
      expect((error as Error).message).toContain('trustProxy')
    },
  )
})
