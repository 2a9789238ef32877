/** STR-1 and STR-3: what a stream gives at once is written at once, in order, and never lost. */
import { setImmediate as turn } from 'node:timers/promises'
import { Batches, FULL, LARGE } from '../../../../src/http/response/batches'
import { ChunkReader } from '../../../../src/http/response/chunk-reader'

const pieces = (count: number, size: number): Uint8Array[] =>
  Array.from({ length: count }, (_, index) => new Uint8Array(size).fill(index))

/** Asks for one batch at a time. */
class Asking {
  #settle: Settling | undefined
  readonly #batches: Batches

  constructor(chunks: ChunkReader) {
    this.#batches = new Batches(chunks, {
      take: batch => this.#settle?.resolve(batch),
      fail: error => this.#settle?.reject(error),
    })
  }

  next(): Promise<Uint8Array[] | undefined> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.#batches.ask()
    })
  }
}

interface Settling {
  resolve(batch: Uint8Array[] | undefined): void
  reject(error: unknown): void
}

/** Batches of a stream that has nothing queued; `pulls` counts what it was asked for. */
function batchesOf(chunks: readonly unknown[], declared?: number) {
  const left = [...chunks]
  const seen = { pulls: 0 }
  const body = new ReadableStream<unknown>(
    {
      pull(controller) {
        seen.pulls++
        if (left.length === 0) return controller.close()
        const next = left.shift()
        if (next instanceof Error) controller.error(next)
        else controller.enqueue(next)
      },
    },
    { highWaterMark: 0 },
  )
  const chunkReader = new ChunkReader(body)
  chunkReader.declare(declared)
  return { batches: new Asking(chunkReader), chunkReader, seen }
}

/** How many bytes each chunk of each batch has. */
async function sizes(batches: Asking): Promise<number[][]> {
  const all: number[][] = []
  for (let batch = await batches.next(); batch; batch = await batches.next()) {
    all.push(batch.map(chunk => chunk.byteLength))
  }
  return all
}

describe('new Batches(chunks, sink)', () => {
  it.each<[string, readonly unknown[], number[][]]>([
    ['nothing is no batch', [], []],
    ['empty chunks are none', ['', new Uint8Array()], []],
    ['what is there at once is one batch', ['a', 'bc', '', 'def'], [[1, 2, 3]]],
    [
      'a full batch is not added to',
      pieces(5, FULL / 4),
      [[FULL / 4], [FULL / 4], [FULL / 4], [FULL / 4], [FULL / 4]],
    ],
    ['a large chunk ends its batch', ['a', 'b', ...pieces(1, LARGE), 'c'], [[1, 1, LARGE], [1]]],
  ])('STR-1: %s', async (_what, chunks, expected) => {
    await expect(sizes(batchesOf(chunks).batches)).resolves.toEqual(expected)
  })

  it('STR-1: many small chunks come to full batches', async () => {
    const { batches } = batchesOf(pieces(130, 1024))
    await expect(sizes(batches)).resolves.toEqual([
      Array(64).fill(1024),
      Array(64).fill(1024),
      [1024, 1024],
    ])
  })

  it('STR-1: does not wait for a chunk that is late', async () => {
    let controller!: ReadableStreamDefaultController<unknown>
    const body = new ReadableStream<unknown>({
      start(given) {
        controller = given
      },
    })
    const batches = new Asking(new ChunkReader(body))
    controller.enqueue('first')
    await expect(batches.next()).resolves.toHaveLength(1)
    const second = batches.next()
    await turn()
    controller.enqueue('second')
    controller.close()
    await expect(second).resolves.toHaveLength(1)
    await expect(batches.next()).resolves.toBeUndefined()
  })

  it('STR-6: an error comes behind the chunks in front of it', async () => {
    const failure = new Error('connection lost')
    const { batches } = batchesOf(['a', 'b', failure])
    await expect(batches.next()).resolves.toHaveLength(2)
    await expect(batches.next()).rejects.toBe(failure)
  })

  it('STR-5: so does a chunk that is no bytes', async () => {
    const { batches } = batchesOf(['a', 7])
    await expect(batches.next()).resolves.toHaveLength(1)
    await expect(batches.next()).rejects.toMatchObject({ code: 'RH_STREAM_CHUNK' })
  })

  it.each([
    ['more', ['ab', 'c'], 2],
    ['fewer', ['ab', 'c'], 4],
  ])(
    'rows 145 and 146: so does a length of %s bytes than declared',
    async (what, chunks, length) => {
      const { batches } = batchesOf(chunks, length)
      await batches.next()
      await expect(batches.next()).rejects.toThrow(`carried ${what} bytes`)
    },
  )

  it('STR-4: reads no more than one chunk that nobody waits for', async () => {
    const { batches, seen } = batchesOf(pieces(1000, 1024))
    await batches.next()
    const { pulls } = seen
    await turn()
    expect(seen.pulls).toBe(pulls)
    expect(pulls).toBeLessThanOrEqual(65)
  })

  it('SIG-4: ends when its chunks are cancelled', async () => {
    const { batches, chunkReader } = batchesOf(['a', new Uint8Array(FULL), 'b'])
    await batches.next()
    chunkReader.cancel('gone')
    await expect(batches.next()).resolves.toBeUndefined()
  })
})
