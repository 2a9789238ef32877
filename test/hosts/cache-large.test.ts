/** Stored answers whose memory is large enough to be used again. */
import { forceStatic, hazard } from './hazard'
import { loose } from './host/loose'

const { NextResponse } = loose('route-handlers/next/server')

const SIZE = 300_000

hazard('H11', 'a large answer stays what it is while others are made and sent', async start => {
  const app = await start({
    'kept/route.ts': {
      ...forceStatic,
      GET: () => new NextResponse(new Uint8Array(SIZE).fill(107)),
    },
    'other/route.ts': { GET: () => new NextResponse(new Uint8Array(SIZE).fill(111)) },
  })
  for (let round = 0; round < 4; round++) {
    expect((await app.get('/kept')).text).toBe('k'.repeat(SIZE))
    expect((await app.get('/other')).text).toBe('o'.repeat(SIZE))
  }
})
