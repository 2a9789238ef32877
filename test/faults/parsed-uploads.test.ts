/** Table E, rows 94 and 95: uploads that multer or koa-body took before us. */
import os from 'node:os'
import { formEntries } from '../hosts/accessors'
import type { Layer } from '../hosts/host/layer'
import { loose } from '../hosts/host/loose'
import type { Setup } from '../hosts/host/setup'
import { multipart } from '../hosts/multipart'
import { type NotApplicable, onlyKoa } from '../hosts/table'
import type { Client } from './client'
import { fault } from './fault'
import { answered, failed } from './legend'

const notForKoa: NotApplicable = {
  koa2: 'a Connect middleware; koa-body has rows of its own',
  koa3: 'a Connect middleware; koa-body has rows of its own',
  'koa3 over http2': 'a Connect middleware; koa-body has rows of its own',
}

const upload = multipart([
  ['title', 'Ünïcode'],
  ['photo', 'p.png', 'image/png', '\x00\xff\x80'],
])

const send = (client: Client) =>
  client.send({
    method: 'POST',
    path: client.path,
    headers: { 'content-type': upload.type },
    body: upload.body,
  })

const uploaded = [
  ['title', 'Ünïcode'],
  ['photo', 'p.png', 'image/png', '\x00\xff\x80'],
]

/** multer under each of its names for what it puts on the request. */
const multers: Record<string, (multer: any) => any> = {
  'memory storage, any()': multer => multer({ storage: multer.memoryStorage() }).any(),
  'disk storage, any()': multer => multer({ dest: os.tmpdir() }).any(),
  'single()': multer => multer({ storage: multer.memoryStorage() }).single('photo'),
  'array()': multer => multer({ storage: multer.memoryStorage() }).array('photo'),
  'fields()': multer => multer({ storage: multer.memoryStorage() }).fields([{ name: 'photo' }]),
}

const connectOnly = (connect: Layer['connect']): Layer => ({
  connect,
  koa: () => {
    throw new Error('not for Koa')
  },
})

for (const [name, make] of Object.entries(multers)) {
  fault({
    row: 94,
    title: `after multer with ${name}, formData() gives fields and files`,
    setup: { before: [connectOnly(make(loose('multer')))] },
    handler: async request => Response.json(await formEntries(await request.formData())),
    send,
    expect: answered(uploaded),
    except: notForKoa,
  })
}

/** Keeps neither bytes nor a file. */
const nowhere = {
  _handleFile(_req: unknown, file: any, done: (error: unknown, info: object) => void) {
    file.stream.resume().on('end', () => done(null, {}))
  },
  _removeFile(_req: unknown, _file: unknown, done: (error: unknown) => void) {
    done(null)
  },
}

const lostFiles: Setup = {
  before: [connectOnly(loose('multer')({ storage: nowhere }).any())],
}

fault({
  row: 94,
  title: 'after multer with a storage that keeps nothing, formData() fails with the code',
  setup: lostFiles,
  handler: async request => Response.json(await formEntries(await request.formData())),
  send,
  expect: failed('RH_BODY_UNSUPPORTED'),
  except: notForKoa,
})

fault({
  row: 94,
  title: 'an upload that breaks off inside multer reaches no handler and harms nobody',
  setup: { before: [connectOnly(multers['memory storage, any()']?.(loose('multer')))] },
  async send(client) {
    const headers = { 'content-type': upload.type, 'content-length': '5000' }
    const exchange = await client.open({
      method: 'POST',
      path: client.path,
      headers,
      open: true,
    })
    exchange.write(upload.body.subarray(0, 100))
    exchange.leave()
  },
  expect: (_outcome, client) => expect(client.requests).toEqual([]),
  connection: 'either',
  except: notForKoa,
})

fault({
  row: 95,
  title: 'after koa-body, formData() gives fields and files',
  setup: { parsers: ['koaBody'] },
  handler: async request => Response.json(await formEntries(await request.formData())),
  send,
  expect: answered(uploaded),
  except: onlyKoa,
})
