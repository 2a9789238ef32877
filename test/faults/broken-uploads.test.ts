/** Table E, rows 113 to 116: uploads that break off or trickle. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Wire } from '../hosts/client/wire'
import { within } from '../hosts/streams'
import { syntaxOfHttp1 } from '../hosts/table'
import type { Client } from './client'
import { fault } from './fault'
import { reads } from './reads'

/** Begins an upload of 50 bytes, sends five and goes. */
async function breakOff(client: Client, how: 'FIN' | 'RST', begun: () => boolean): Promise<void> {
  const headers = { 'content-length': '50', 'content-type': 'application/json' }
  const exchange = await client.open({ method: 'POST', path: client.path, headers, open: true })
  exchange.write('12345')
  expect(await within(2_000, begun)).toBe(true)
  if (how === 'FIN') (await client.wire()).fin()
  else exchange.leave()
}

for (const [name, read] of Object.entries(reads)) {
  for (const how of ['FIN', 'RST'] as const) {
    let begun = false
    let outcome: Promise<unknown> | undefined
    let signal: AbortSignal | undefined
    fault({
      row: 113,
      title: `an upload cut off by ${how} rejects ${name} under way, and is nobody's error`,
      handler: async request => {
        signal = request.signal
        const reading = read(request)
        outcome = reading.then(
          text => ({ text }),
          (error: Error) => error,
        )
        begun = true
        return new Response(String(await reading))
      },
      async send(client) {
        begun = false
        await breakOff(client, how, () => begun)
        expect(await within(2_000, () => signal?.aborted === true)).toBe(true)
        return outcome
      },
      expect(error, { seen }) {
        expect(error).toBeInstanceOf(Error)
        expect([seen.errors, seen.legacy]).toEqual([[], []])
      },
      connection: 'either',
      except: how === 'FIN' ? syntaxOfHttp1 : {},
    })

    fault({
      row: 114,
      title: `${name} after the upload was cut off by ${how} rejects, never short`,
      handler: async request => {
        const { signal } = request
        begun = true
        outcome = new Promise(resolve => signal.addEventListener('abort', resolve))
          .then(() => read(request))
          .then(
            text => ({ text }),
            (error: Error) => error,
          )
        await outcome
        return new Response('late')
      },
      async send(client) {
        begun = false
        await breakOff(client, how, () => begun)
        return outcome
      },
      expect: error => expect(error).toBeInstanceOf(Error),
      connection: 'either',
      except: how === 'FIN' ? syntaxOfHttp1 : {},
    })
  }
}

for (const name of ['text()', 'a clone', 'the stream']) {
  let outcome: Promise<unknown> | undefined
  fault({
    row: 115,
    title: `${name} of a complete body is whole or refused after the client has gone`,
    handler: async request => {
      const { signal } = request
      outcome = new Promise(resolve => signal.addEventListener('abort', resolve))
        .then(() => reads[name]?.(request))
        .catch(() => 'refused')
      await outcome
      return new Response('late')
    },
    async send(client) {
      outcome = undefined
      const exchange = await client.open({ method: 'POST', path: client.path, body: 'whole' })
      expect(await within(2_000, () => outcome !== undefined)).toBe(true)
      exchange.leave()
      return outcome
    },
    expect: settled => expect(['whole', 'refused']).toContain(settled),
    connection: 'either',
  })
}

fault({
  row: 116,
  title: 'an upload that trickles ends with the request timeout of the host: aborted, refused',
  handler: request => request.text(),
  async send({ app, path, requests }) {
    const listener = app.server.listeners('request')[0] as RequestListener
    const timeouts = { requestTimeout: 60, headersTimeout: 60, connectionsCheckingInterval: 20 }
    const server = createServer(timeouts, listener).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    const wire = await Wire.open((server.address() as AddressInfo).port)
    const headers = { 'content-length': '50' }
    wire.request({ method: 'POST', path, headers, open: true }).write('1')
    await wire.surplus()
    wire.close()
    await new Promise(resolve => server.close(resolve))
    return within(2_000, () => requests[0]?.signal.aborted === true)
  },
  expect(aborted, { seen }) {
    expect(aborted).toBe(true)
    expect([seen.errors, seen.legacy]).toEqual([[], []])
  },
  except: syntaxOfHttp1,
})
