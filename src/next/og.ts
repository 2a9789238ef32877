/**
 * `next/og`: images made of elements, as in Next.js, by the renderer that Next.js contains. It is a
 * package of its own here, which only those install who make images.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { RouteHandlersError } from '../errors.js'
import { lateStream, lateStreamsWork } from '../fetch/late-stream.js'
import { Headers, ReadableStream, Response } from '../natives.js'
import { shared, state } from '../state.js'
import { currentScope } from './scope.js'

// An image of development is not to be kept, and only the request's scope knows where it runs.
state.scopeWanted = true

/** What `@vercel/og` takes beside the element. */
export interface ImageResponseOptions {
  /** Pixels. Default 1200. */
  readonly width?: number
  /** Pixels. Default 630. */
  readonly height?: number
  readonly emoji?: 'twemoji' | 'blobmoji' | 'noto' | 'openmoji' | 'fluent' | 'fluentFlat'
  /** Default: one of the renderer's own. */
  readonly fonts?: readonly {
    readonly name: string
    readonly data: Buffer | ArrayBuffer
    readonly weight?: 100 | 200 | 300 | 400 | 500 | 600 | 700 | 800 | 900
    readonly style?: 'normal' | 'italic'
    readonly lang?: string
  }[]
  readonly debug?: boolean
  readonly status?: number
  readonly statusText?: string
  readonly headers?: ConstructorParameters<typeof Headers>[0]
}

interface Renderer {
  readonly ImageResponse: new (element: unknown, options: object) => Response
}

const RENDERER = '@vercel/og'

const KEPT = 'public, immutable, no-transform, max-age=31536000'
const NOT_KEPT = 'no-cache, no-store'

class ImageResponseClass extends Response {
  constructor(element: unknown, options: ImageResponseOptions = {}) {
    const renderer = findRenderer()
    const headers = new Headers({
      'content-type': 'image/png',
      'cache-control': currentScope()?.init.dev ? NOT_KEPT : KEPT,
    })
    for (const [name, value] of new Headers(options.headers)) headers.set(name, value)
    const { status = 200, statusText = '' } = options
    super(imageStream(renderer, element, options), { status, statusText, headers })
  }

  static {
    Object.defineProperty(ImageResponseClass, 'name', { value: 'ImageResponse' })
  }
}

/** Nothing is drawn before somebody reads. */
function imageStream(
  renderer: string,
  element: unknown,
  options: object,
): ReadableStream<Uint8Array> {
  const picture = {
    comesWhole: true,
    bytes: () => draw(renderer, element, options),
    stream: () => streamOf(picture.bytes),
  } as const
  return lateStreamsWork() ? lateStream(picture) : picture.stream()
}

async function draw(renderer: string, element: unknown, options: object): Promise<Uint8Array> {
  const { ImageResponse: Renderer } = (await import(renderer)) as Renderer
  const image = await new Renderer(element, options).arrayBuffer()
  // The renderer logs what it could not draw, and ends its stream.
  if (image.byteLength === 0) throw notDrawn()
  return new Uint8Array(image)
}

function streamOf(bytes: () => Promise<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        controller.enqueue(await bytes())
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

/**
 * Beside this package, as a peer is installed; else where the program runs, for packages that are
 * linked.
 *
 * @returns a URL.
 * @throws RouteHandlersError `RH_NOT_SUPPORTED` where it is not installed.
 */
function findRenderer(): string {
  for (const from of [__filename, join(process.cwd(), 'index.js')]) {
    try {
      return pathToFileURL(createRequire(from).resolve(RENDERER)).href
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
    }
  }
  throw new RouteHandlersError(
    'RH_NOT_SUPPORTED',
    `ImageResponse draws with ${RENDERER}, which is not installed. Run: npm install ${RENDERER}`,
  )
}

function notDrawn(): RouteHandlersError {
  return new RouteHandlersError(
    'RH_BAD_RESPONSE',
    `${RENDERER} gave no image: its message in the log says what of the element it cannot draw`,
  )
}

/**
 * A PNG drawn from an element of React, by flexbox: `import { ImageResponse } from 'next/og'`. Needs
 * `@vercel/og`, which is loaded when the first image is drawn.
 *
 * @throws RouteHandlersError `RH_NOT_SUPPORTED` where that package is not installed.
 * @see https://nextjs.org/docs/app/api-reference/functions/image-response
 *
 * @example
 * export function GET() {
 *   return new ImageResponse(<div style={{ display: 'flex' }}>Hello</div>, { width: 600, height: 315 })
 * }
 */
export const ImageResponse: typeof ImageResponseClass = shared('ImageResponse', ImageResponseClass)
export type ImageResponse = ImageResponseClass
