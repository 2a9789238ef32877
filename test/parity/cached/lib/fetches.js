import { origin } from './origin'

const INIT = {
  plain: undefined,
  'force-cache': { cache: 'force-cache' },
  'no-store': { cache: 'no-store' },
  seconds: { next: { revalidate: 60 } },
  zero: { next: { revalidate: 0 } },
}

/** What a fetch gives under a segment's `fetchCache`. */
export async function fetches(how, segment) {
  try {
    const response = await fetch(origin(`/fetch-cache/${segment}/${how}`), INIT[how])
    return new Response(await response.text())
  } catch (error) {
    return new Response(error.message)
  }
}
