/** `next/og`: the name exists so that files which import it load; there is no renderer here. */
import { RouteHandlersError } from '../errors.js'
import { Response } from '../natives.js'
import { shared } from '../state.js'

class ImageResponseClass extends Response {
  /** @throws RouteHandlersError `RH_NOT_SUPPORTED`, always. */
  constructor(_element: unknown, _options?: unknown) {
    super(null)
    throw new RouteHandlersError(
      'RH_NOT_SUPPORTED',
      'ImageResponse needs the renderer of Next.js (satori and resvg), which route-handlers does not contain. Render the image with @vercel/og and return its ImageResponse.',
    )
  }

  static {
    Object.defineProperty(ImageResponseClass, 'name', { value: 'ImageResponse' })
  }
}

/**
 * Not supported: the constructor throws and names the replacement.
 *
 * @example
 * import { ImageResponse } from '@vercel/og' // instead
 */
export const ImageResponse: typeof ImageResponseClass = shared('ImageResponse', ImageResponseClass)
export type ImageResponse = ImageResponseClass
