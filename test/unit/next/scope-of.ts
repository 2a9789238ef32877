import { RequestScope, type ScopeInit } from '../../../src/next/scope'

export const DRAFT_ID = 'draft-id'

/** A scope as the dispatcher makes it, for a request with the given cookies. */
export function scopeOf(cookie = '', init: Partial<ScopeInit> = {}): RequestScope {
  return new RequestScope({
    route: '/users/[id]',
    compat: 16,
    parity: 'improved',
    request: { headers: new Headers(cookie ? { cookie } : {}) },
    draftModeId: DRAFT_ID,
    dev: false,
    onAfterError: () => {},
    host: undefined,
    ...init,
  })
}
