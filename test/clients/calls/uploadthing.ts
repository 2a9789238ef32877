/** uploadthing: what browsers ask of it, and what its service reports. */
import { createHmac } from 'node:crypto'
import type { Calls } from '../site'

const PATH = '/api/uploadthing'
const HEADERS = { 'x-uploadthing-package': '@uploadthing/react', 'x-uploadthing-version': '7.7.4' }
const FILES = { files: [{ name: 'a.png', size: 3, type: 'image/png', lastModified: 0 }] }

const signed = (body: string, key = 'sk_test_key') => ({
  'uploadthing-hook': 'callback',
  'x-uploadthing-signature': `hmac-sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
})
const REPORT = JSON.stringify({
  status: 'uploaded',
  metadata: { user: 'ada' },
  file: {
    name: 'a.png',
    size: 3,
    type: 'image/png',
    lastModified: 0,
    key: 'k',
    customId: null,
    url: 'https://example.com/k',
    appUrl: 'https://example.com/k',
    ufsUrl: 'https://example.com/k',
    fileHash: 'h',
  },
  origin: 'https://test.ingest.example',
})

export const calls: Calls = {
  'a GET lists the routes of the router': async site => {
    const answer = await site.fetch(PATH)
    expect([answer.status, await answer.json()]).toMatchObject([
      200,
      [{ slug: 'image', config: { image: { maxFileSize: '4MB' } } }],
    ])
  },
  'a request for an upload is answered with a signed URL': async site => {
    const path = `${PATH}?actionType=upload&slug=image`
    const answer = await site.post(path, FILES, { ...HEADERS, 'x-user': 'ada' })
    const [file] = await answer.json()
    const url = new URL(file.url)
    expect(file.name).toBe('a.png')
    expect(url.searchParams.get('signature')).toMatch(/^hmac-sha256=[0-9a-f]{64}$/)
    const told = await (await site.fetch('/told')).json()
    expect(told).toContainEqual({
      path: '/route-metadata',
      body: expect.objectContaining({
        metadata: { user: 'ada' },
        callbackUrl: expect.stringContaining(`${site.origin}${PATH}`),
      }),
    })
  },
  'its middleware refuses with its own message': async site => {
    const answer = await site.post(`${PATH}?actionType=upload&slug=image`, FILES, HEADERS)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await answer.json()).toMatchObject({ message: 'Log in first' })
  },
  'a signed report of the service runs onUploadComplete': async site => {
    const answer = await site.post(`${PATH}?slug=image`, REPORT, signed(REPORT))
    expect([answer.status, await answer.json()]).toEqual([200, null])
    const told = await (await site.fetch('/told')).json()
    const result = { fileKey: 'k', callbackData: { by: 'ada', name: 'a.png' } }
    expect(told).toContainEqual({ path: '/callback-result', body: result })
  },
  'a report with a wrong signature is refused': async site => {
    const answer = await site.post(`${PATH}?slug=image`, REPORT, signed(REPORT, 'another'))
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { message: 'Invalid signature' },
    ])
  },
}
