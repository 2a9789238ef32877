/** better-auth: accounts and sessions, kept in the memory of the server. */
import type { Calls } from '../site'

const ADA = { name: 'Ada', email: 'ada@example.com', password: 'a long password' }

export const calls: Calls = {
  'a sign-up sets the cookie of a session': async site => {
    const answer = await site.post('/api/auth/sign-up/email', ADA, { origin: site.origin })
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { token: expect.any(String), user: expect.objectContaining({ name: 'Ada' }) },
    ])
    // Without a `baseURL` of its own it makes the cookie secure in production.
    expect([...site.cookies.keys()]).toEqual([
      expect.stringMatching(/^(__Secure-)?better-auth\.session_token$/),
    ])
    expect(answer.headers.get('set-cookie')).toContain('HttpOnly')
  },
  'the session is known by its cookie, to the package and to other routes': async site => {
    const session = await site.fetch('/api/auth/get-session')
    expect(await session.json()).toMatchObject({ user: { email: ADA.email } })
    expect(await (await site.fetch('/api/me')).json()).toEqual({ name: 'Ada' })
    expect(await (await site.stranger().fetch('/api/me')).json()).toEqual({ name: null })
  },
  'a wrong password is refused': async site => {
    const wrong = { email: ADA.email, password: 'another password' }
    const answer = await site
      .stranger()
      .post('/api/auth/sign-in/email', wrong, { origin: site.origin })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'INVALID_EMAIL_OR_PASSWORD' })
  },
  'another origin is refused: the URL of the request has the right one': async site => {
    const answer = await site.post('/api/auth/sign-out', {}, { origin: 'https://evil.example' })
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'INVALID_ORIGIN' }])
  },
  'a sign-out ends the session': async site => {
    const answer = await site.post('/api/auth/sign-out', {}, { origin: site.origin })
    expect(await answer.json()).toEqual({ success: true })
    expect(await (await site.fetch('/api/me')).json()).toEqual({ name: null })
  },
  'what it does not know is its own 404': async site => {
    const answer = await site.fetch('/api/auth/nothing')
    expect([answer.status, await answer.text()]).toEqual([404, ''])
  },
}
