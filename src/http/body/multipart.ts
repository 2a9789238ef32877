/**
 * Uploads that multer, koa-body or formidable have already taken off the wire, as multipart
 * bytes again. Files on disk are read only when the body is.
 */
import { createReadStream, statSync } from 'node:fs'
import { type FileLike, FormDataEncoder, type FormDataLike } from 'form-data-encoder'
import { RouteHandlersError } from '../../errors.js'
import { flattenFields } from './urlencoded.js'

/** The union of what upload parsers call things. */
interface ParsedFile {
  readonly fieldname?: string
  readonly originalname?: string
  readonly originalFilename?: string
  readonly mimetype?: string
  readonly buffer?: Uint8Array
  readonly path?: string
  readonly filepath?: string
}

export interface EncodedForm {
  readonly contentType: string
  readonly contentLength: string | undefined
  /** Can be called again; each call encodes anew. */
  chunks(): AsyncIterable<Uint8Array>
}

/**
 * @param fields - parsed text fields, if any.
 * @param files - multer's `req.files` (array or by field) or `req.file`, koa-body's
 *   `ctx.request.files`.
 * @throws RouteHandlersError `RH_BODY_UNSUPPORTED` for a file that is neither in memory nor on disk.
 */
export function encodeForm(fields: unknown, files: unknown): EncodedForm {
  const entries: [string, string | FileLike][] = []
  if (typeof fields === 'object' && fields !== null) entries.push(...flattenFields(fields))
  for (const [field, file] of listFiles(files)) entries.push([field, toFile(file)])
  const encoder = new FormDataEncoder(formOf(entries))
  const { contentType, contentLength } = encoder
  return { contentType, contentLength, chunks: () => encoder.encode() }
}

export function hasFiles(files: unknown): boolean {
  return listFiles(files).length > 0
}

function listFiles(files: unknown, field = ''): [string, ParsedFile][] {
  if (typeof files !== 'object' || files === null) return []
  if (Array.isArray(files)) return files.flatMap(file => listFiles(file, field))
  if (isFile(files)) return [[files.fieldname ?? field, files]]
  return Object.entries(files).flatMap(([name, value]) => listFiles(value, name))
}

function isFile(value: object): value is ParsedFile {
  return 'mimetype' in value || 'originalname' in value || 'originalFilename' in value
}

function toFile(file: ParsedFile): FileLike {
  const name = file.originalname ?? file.originalFilename ?? ''
  const { buffer } = file
  const path = file.path ?? file.filepath
  const size = buffer?.byteLength ?? sizeOf(path)
  if (size === undefined) unreadable(name)
  return {
    name,
    size,
    type: file.mimetype ?? 'application/octet-stream',
    lastModified: Date.now(),
    [Symbol.toStringTag]: 'File',
    stream: () => (buffer ? chunksOf(buffer) : createReadStream(path!)),
  }
}

function sizeOf(path: string | undefined): number | undefined {
  if (path === undefined) return undefined
  const found = statSync(path, { throwIfNoEntry: false })
  return found?.isFile() ? found.size : undefined
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The part of FormData that the encoder reads; a native one could not hold a file on disk. */
function formOf(entries: [string, string | FileLike][]): FormDataLike {
  return {
    append: (name, value) => entries.push([name, String(value)]),
    getAll: name => entries.flatMap(([key, value]) => (key === name ? [value] : [])),
    entries: () => entries.values(),
    [Symbol.iterator]: () => entries.values(),
    [Symbol.toStringTag]: 'FormData',
  }
}

function unreadable(name: string): never {
  throw new RouteHandlersError(
    'RH_BODY_UNSUPPORTED',
    `The uploaded file ${JSON.stringify(name)} was parsed before the route handler, by storage ` +
      'that keeps it neither in memory nor on disk. Mount routeHandlers() before that parser, or ' +
      'keep the parser off this path.',
  )
}
