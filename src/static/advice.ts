/** What keeps the answer of a static route from being stored, told once for each route. */
import type { BypassReason } from '../cache/engine/generated.js'
import { cookiesOf } from '../fetch/set-cookie-lines.js'
import type { Route } from '../router/route.js'
import { warnOnce } from '../warn.js'
import { type Answered, type GenerationRules, reasonFor } from './generated.js'

const ADVICE: Partial<Record<BypassReason, string>> = {
  'set-cookie':
    'its answer sets cookies, which must not reach others. Set them in another route, or choose ' +
    "cache: { setCookie: 'strip' }",
  vary: 'its answer says by "Vary" that it depends on what a stored answer cannot see. Leave it out',
}

export function adviseOnAnswer(
  answered: Answered,
  { pattern, file }: Route,
  rules: GenerationRules,
): void {
  const { response, setCookie = cookiesOf(response.headers) } = answered
  const tell = (what: string): void => warnOnce('RH_NOT_CACHED', `${file}\n${what}`, what)
  const advice = ADVICE[reasonFor(answered, rules)]
  if (advice) tell(`Route "${pattern}" asks to be cached, but ${advice} (${file}).`)
  if (rules.setCookie === 'strip' && setCookie.length > 0) {
    tell(`Route "${pattern}" is cached without the cookies that its answer sets (${file}).`)
  }
  if (!response.url && response.headers.has('content-encoding')) {
    tell(
      `Route "${pattern}" is cached, and its answer has a "Content-Encoding" (${file}). Answers ` +
        'are stored as they are before compression: leave that to the server in front.',
    )
  }
}
