import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ImageResponse } from 'next/og'

export const alt = 'What the shop is called, on blue'
export const size = { width: 600, height: 315 }
export const contentType = 'image/png'

const FONT = 'node_modules/@vercel/og/dist/Geist-Regular.ttf'

export default async function Image() {
  const data = await readFile(join(process.cwd(), FONT))
  return new ImageResponse(
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        width: '100%',
        height: '100%',
        padding: 40,
        color: 'white',
        background: '#1e40af',
        fontFamily: 'Embedded',
      }}
    >
      <div style={{ fontSize: 56 }}>The shop</div>
      <div style={{ display: 'flex', justifyContent: 'space-between', fontSize: 28 }}>
        <span>open</span>
        <div style={{ width: 120, height: 40, background: '#f59e0b' }} />
      </div>
    </div>,
    { ...size, fonts: [{ name: 'Embedded', data, weight: 400, style: 'normal' }] },
  )
}
