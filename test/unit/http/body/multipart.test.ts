/** BODY-7: uploads that a parser took off the wire, read back as a handler reads them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { encodeForm, hasFiles } from '../../../../src/http/body/multipart'
import { errorOf } from '../message'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'rh-form-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

function stored(content: string): string {
  const path = join(dir, 'upload')
  writeFileSync(path, content)
  return path
}

async function read(fields: unknown, files: unknown): Promise<FormData> {
  const { chunks, contentType, contentLength } = encodeForm(fields, files)
  const bytes = await buffer(chunks())
  expect(contentLength).toBe(String(bytes.byteLength))
  return new Response(bytes, { headers: { 'content-type': contentType } }).formData()
}

async function filesOf(form: FormData) {
  const files = [...form].flatMap(([field, value]) =>
    typeof value === 'string' ? [] : [{ field, file: value }],
  )
  return Promise.all(
    files.map(async ({ field, file }) => [field, file.name, file.type, await file.text()]),
  )
}

const memory = (fieldname: string, originalname: string, content: string) => ({
  fieldname,
  originalname,
  encoding: '7bit',
  mimetype: 'text/plain',
  size: content.length,
  buffer: Buffer.from(content),
})

describe('encodeForm(fields, files)', () => {
  it('BODY-7: multer’s single file in memory, beside its fields', async () => {
    const form = await read({ title: 'T', tags: ['a', 'b'] }, memory('doc', 'a.txt', 'hello'))
    expect(form.get('title')).toBe('T')
    expect(form.getAll('tags')).toEqual(['a', 'b'])
    expect(await filesOf(form)).toEqual([['doc', 'a.txt', 'text/plain', 'hello']])
    expect(form.get('doc')).toBeInstanceOf(File)
  })

  it('BODY-7: multer’s array keeps the order of files of one field', async () => {
    const form = await read({}, [memory('f', 'a', '1'), memory('f', 'b', '2')])
    expect(await filesOf(form)).toEqual([
      ['f', 'a', 'text/plain', '1'],
      ['f', 'b', 'text/plain', '2'],
    ])
  })

  it('BODY-7: multer’s fields() gives arrays by name', async () => {
    const files = {
      avatar: [memory('avatar', 'me.png', '1')],
      gallery: [memory('gallery', 'g', '2')],
    }
    expect(await filesOf(await read({}, Object.assign(Object.create(null), files)))).toEqual([
      ['avatar', 'me.png', 'text/plain', '1'],
      ['gallery', 'g', 'text/plain', '2'],
    ])
  })

  it('BODY-7: multer on disk is read from its path', async () => {
    const path = stored('on disk')
    const file = { fieldname: 'f', originalname: 'a.bin', mimetype: 'image/png', path, size: 7 }
    expect(await filesOf(await read({}, [file]))).toEqual([['f', 'a.bin', 'image/png', 'on disk']])
  })

  it('BODY-7: koa-body names the field by its key, one file or several', async () => {
    class PersistentFile {
      readonly originalFilename: string
      readonly mimetype = 'text/csv'
      readonly filepath: string
      constructor(name: string, path: string) {
        this.originalFilename = name
        this.filepath = path
      }
    }
    const path = stored('1;2')
    const files = {
      one: new PersistentFile('1.csv', path),
      many: [new PersistentFile('2.csv', path), new PersistentFile('3.csv', path)],
    }
    expect(await filesOf(await read({ a: '1' }, files))).toEqual([
      ['one', '1.csv', 'text/csv', '1;2'],
      ['many', '2.csv', 'text/csv', '1;2'],
      ['many', '3.csv', 'text/csv', '1;2'],
    ])
  })

  it.each([
    ['r\u00e9sum\u00e9 \ud55c.pdf', 'letters of every script'],
    ['a"b.txt', 'a quote'],
    ['a;b=c.txt', 'a semicolon'],
    ['', 'none'],
  ])('BODY-7: the file name %j is kept (%s)', async name => {
    const form = await read({}, memory('f', name, 'x'))
    expect((await filesOf(form))[0]).toEqual(['f', name, 'text/plain', 'x'])
  })

  it('BODY-7: an empty file and one without a type stay files', async () => {
    const { mimetype: _, ...untyped } = memory('f', 'a', '')
    const form = await read({}, [untyped])
    expect(await filesOf(form)).toEqual([['f', 'a', 'application/octet-stream', '']])
  })

  it('BODY-6: nested fields use brackets', async () => {
    const form = await read({ user: { name: 'N', tags: ['a', 'b'] } }, undefined)
    expect([...form]).toEqual([
      ['user[name]', 'N'],
      ['user[tags]', 'a'],
      ['user[tags]', 'b'],
    ])
  })

  it('BODY-7: every form has a boundary of its own, and can be encoded again', async () => {
    const [first, second] = [encodeForm({ a: '1' }, []), encodeForm({ a: '1' }, [])]
    expect(first.contentType).toMatch(/^multipart\/form-data; boundary=/)
    expect(first.contentType).not.toBe(second.contentType)
    expect(await buffer(first.chunks())).toEqual(await buffer(first.chunks()))
  })

  it.each([
    ['neither buffer nor path', {}],
    ['a path where nothing is', { path: '/nowhere/at/all' }],
    ['a path of a directory', { path: tmpdir() }],
  ])('BODY-7: a file with %s is refused, naming it and the fix', (_what, where) => {
    const file = { fieldname: 'f', originalname: 'a.txt', mimetype: 'text/plain', ...where }
    const error = errorOf(() => encodeForm({}, [file])) as Error
    expect(error).toMatchObject({ code: 'RH_BODY_UNSUPPORTED', status: 500 })
    expect(error.message).toContain('"a.txt"')
    expect(error.message).toContain('Mount routeHandlers() before that parser')
  })
})

describe('hasFiles(files)', () => {
  it.each([
    [undefined, false],
    [null, false],
    [[], false],
    [{}, false],
    ['text', false],
    [{ f: [] }, false],
    [[memory('f', 'a', '')], true],
    [memory('f', 'a', ''), true],
  ])('%j: %s', (files, expected) => {
    expect(hasFiles(files)).toBe(expected)
  })
})
