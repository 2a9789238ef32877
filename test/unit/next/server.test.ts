import { state } from '../../../src/state'

const load = () => require('../../../src/next/server') as typeof import('../../../src/next/server')

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'

describe('next/server', () => {
  test('exports these names', () => {
    expect(Object.keys(load()).sort()).toEqual([
      'ImageResponse',
      'NextRequest',
      'NextResponse',
      'URLPattern',
      'after',
      'connection',
      'unstable_after',
      'userAgent',
      'userAgentFromString',
    ])
  })

  test('asks for scopes when it is evaluated, so that the first request has one', () => {
    jest.isolateModules(() => {
      state.scopeWanted = false
      const server = load()
      expect(state.scopeWanted).toBe(true)
      expect(server.unstable_after).toBe(server.after)
    })
  })

  test('URLPattern is the global, if there is one', () => {
    expect(load().URLPattern).toBe(Reflect.get(globalThis, 'URLPattern'))
  })

  test('ImageResponse says where it went', () => {
    expect(() => load().ImageResponse()).toThrow('please import from "next/og" instead')
  })

  test('PKG-7: a second copy of the package gives the same classes', () => {
    const first = load()
    let second: typeof first | undefined
    jest.isolateModules(() => {
      second = load()
    })
    expect(second).not.toBe(first)
    expect(second?.NextResponse).toBe(first.NextResponse)
    expect(second?.NextRequest).toBe(first.NextRequest)
  })
})

describe('userAgent()', () => {
  const { userAgent, userAgentFromString } = load()

  test('reads the header of a request', () => {
    const headers = new Headers({ 'user-agent': IPHONE })
    expect(userAgent({ headers })).toMatchObject({
      ua: IPHONE,
      isBot: false,
      browser: { name: 'Mobile Safari', version: '17.5', major: '17' },
      engine: { name: 'WebKit' },
      os: { name: 'iOS', version: '17.5' },
      device: { type: 'mobile', vendor: 'Apple', model: 'iPhone' },
      cpu: { architecture: undefined },
    })
  })

  test('an absent header gives an empty answer', () => {
    expect(userAgent({ headers: new Headers() })).toMatchObject({ ua: '', isBot: false })
    expect(userAgentFromString(undefined).browser.name).toBeUndefined()
  })

  test.each([
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', true],
    ['Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', true],
    ['facebookexternalhit/1.1', true],
    ['Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)', true],
    ['WhatsApp/2.23.20.0', true],
    [IPHONE, false],
    ['curl/8.5.0', false],
    ['', false],
  ])('isBot of %j is %s', (ua, isBot) => {
    expect(userAgentFromString(ua).isBot).toBe(isBot)
  })
})
