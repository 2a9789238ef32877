/** Interop rule BODY-7, table rows 11 and 12: uploads that a parser took before us. */
import { formEntries } from './accessors'
import type { ParserName } from './host/setup'
import { multipart } from './multipart'
import { type NotApplicable, onlyKoa, rule } from './table'
import './trap'

const upload = multipart([
  ['title', 'Ünïcode'],
  ['tag', 'a'],
  ['tag', 'b'],
  ['photo', 'p.png', 'image/png', '\x00\xff\x80'],
  ['photo', 'q.txt', 'text/plain', 'second'],
])

const entries = [
  ['title', 'Ünïcode'],
  ['tag', 'a'],
  ['tag', 'b'],
  ['photo', 'p.png', 'image/png', '\x00\xff\x80'],
  ['photo', 'q.txt', 'text/plain', 'second'],
]

const noMulter: NotApplicable = {
  koa2: 'multer is a Connect middleware',
  koa3: 'multer is a Connect middleware',
  'koa3 over http2': 'multer is a Connect middleware',
}

/** Fields first, then files by name: parsers keep the two apart, formidable files as they finish. */
async function entriesOf(form: FormData): Promise<unknown[]> {
  const all = (await formEntries(form)) as string[][]
  const files = all.filter(entry => entry.length === 4)
  files.sort(([, one = ''], [, two = '']) => one.localeCompare(two))
  return [...all.filter(entry => entry.length === 2), ...files]
}

const parsers: Array<[what: string, parser: ParserName | undefined, except: NotApplicable]> = [
  ['no parser', undefined, {}],
  ['row 11, multer in memory', 'multerMemory', noMulter],
  ['row 11, multer on disk', 'multerDisk', noMulter],
  ['row 12, koa-body', 'koaBody', onlyKoa],
]

for (const [what, parser, except] of parsers) {
  const setup = { parsers: parser ? [parser] : [] }
  const line = { method: 'POST', headers: { 'content-type': upload.type }, body: upload.body }

  rule(
    'BODY-7',
    `${what}: formData() gives fields and files with name and type`,
    async start => {
      const app = await start({
        ...setup,
        handler: async request => Response.json(await entriesOf(await request.formData())),
      })
      expect((await app.send({ ...line, path: app.inline })).json()).toEqual(entries)
    },
    except,
  )

  rule(
    'BODY-7',
    `${what}: the raw bytes parse with the content type the request shows`,
    async start => {
      const app = await start({
        ...setup,
        handler: async request => {
          const copy = request.clone()
          const headers = { 'content-type': request.headers.get('content-type') ?? '' }
          const bytes = await request.arrayBuffer()
          const length = request.headers.get('content-length')
          const again = await new Response(bytes, { headers }).formData()
          const cloned = await entriesOf(await copy.formData())
          return Response.json([
            await entriesOf(again),
            cloned,
            length === null || Number(length) === bytes.byteLength,
          ])
        },
      })
      expect((await app.send({ ...line, path: app.inline })).json()).toEqual([
        entries,
        entries,
        true,
      ])
    },
    except,
  )
}

rule('row 118', 'an invalid multipart body rejects and the server goes on', async start => {
  const app = await start({
    handler: async request =>
      request.formData().then(
        () => new Response('parsed'),
        (error: Error) => new Response(error.name, { status: 400 }),
      ),
  })
  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=none']) {
    const answer = await app.send({
      method: 'POST',
      path: app.inline,
      headers: { 'content-type': type },
      body: upload.body.subarray(0, 90),
    })
    expect([answer.status, answer.text]).toEqual([400, 'TypeError'])
  }
})
