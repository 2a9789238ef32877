import { ImageResponse } from 'next/og'

export function GET() {
  return new ImageResponse(
    <div>
      <b>two children</b>
      <b>without a layout</b>
    </div>,
  )
}
