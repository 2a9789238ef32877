/** Node request messages for what only reads their head. */
import type { IncomingHttpHeaders } from 'node:http'
import type { NodeRequest } from '../../../src/http/messages'
import type { Target } from '../../../src/http/request/target'

interface Head {
  readonly method?: string
  readonly headers?: IncomingHttpHeaders
  /** Names and values as sent; by default those of `headers`. */
  readonly rawHeaders?: readonly string[]
  readonly encrypted?: boolean
  readonly localPort?: number | undefined
  readonly remoteAddress?: string
}

export const ROOT: Target = { path: '/', search: '' }

export function message({ method = 'GET', headers = {}, ...head }: Head): NodeRequest {
  const { encrypted = false, remoteAddress = '127.0.0.1' } = head
  const localPort = 'localPort' in head ? head.localPort : 3000
  const rawHeaders = head.rawHeaders ?? Object.entries(headers).flat().map(String)
  const socket = { encrypted, localPort, remoteAddress }
  return { method, headers, rawHeaders, socket } as unknown as NodeRequest
}

/** The coded error that a call throws. */
export function errorOf(call: () => unknown): unknown {
  try {
    call()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
