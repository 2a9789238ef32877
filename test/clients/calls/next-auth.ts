/** next-auth 5 (Auth.js): the credentials of a form, and `auth()` in other routes. */
import type { Calls, Site } from '../site'

const csrf = async (site: Site): Promise<string> => {
  const { csrfToken } = await (await site.fetch('/api/auth/csrf')).json()
  return csrfToken
}

const logIn = (site: Site, fields: Record<string, string>): Promise<Response> =>
  site.fetch('/api/auth/callback/credentials', {
    method: 'POST',
    body: new URLSearchParams(fields),
  })

const names = async (site: Site): Promise<unknown[]> => {
  const session = await (await site.fetch('/api/auth/session')).json()
  const me = await (await site.fetch('/api/me')).json()
  return [session?.user?.name ?? null, me.name]
}

export const calls: Calls = {
  'the CSRF token is in the answer and in a cookie': async site => {
    const token = await csrf(site)
    expect(token).toMatch(/^[0-9a-f]{64}$/)
    expect(decodeURIComponent(site.cookies.get('authjs.csrf-token')!)).toMatch(`${token}|`)
  },
  'the right password, sent by a form, begins a session': async site => {
    const answer = await logIn(site, {
      name: 'Ada',
      password: 'right',
      csrfToken: await csrf(site),
    })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, site.origin])
    expect(await names(site)).toEqual(['Ada', 'Ada'])
  },
  'auth() around a handler gives it the session and a NextRequest': async site => {
    const mine = await site.fetch('/api/wrapped')
    expect(await mine.json()).toEqual({ name: 'Ada', path: '/api/wrapped' })
    const theirs = await site.stranger().fetch('/api/wrapped')
    expect(await theirs.json()).toEqual({ name: null, path: '/api/wrapped' })
  },
  'a wrong password is sent back to the form': async site => {
    const stranger = site.stranger()
    const csrfToken = await csrf(stranger)
    const answer = await logIn(stranger, { name: 'Ada', password: 'wrong', csrfToken })
    expect(answer.headers.get('location')).toContain('error=CredentialsSignin')
    expect(await names(stranger)).toEqual([null, null])
  },
  'a form without the token is refused': async site => {
    const stranger = site.stranger()
    const answer = await logIn(stranger, { name: 'Ada', password: 'right' })
    expect(answer.headers.get('location')).toContain('MissingCSRF')
    expect(await names(stranger)).toEqual([null, null])
  },
  'its page for signing in is HTML': async site => {
    const answer = await site.stranger().fetch('/api/auth/signin')
    expect(answer.headers.get('content-type')).toMatch('text/html')
    expect(await answer.text()).toContain('<form')
  },
  'signOut() in a handler clears the cookie and redirects': async site => {
    const answer = await site.fetch('/api/leave', { method: 'POST' })
    expect([answer.status, answer.headers.get('location')]).toEqual([307, `${site.origin}/left`])
    expect(await names(site)).toEqual([null, null])
  },
}
