/**
 * Writes a batch of chunks in one piece. Small chunks are copied into memory that is used again
 * once Node is done with it: allocating it each time costs several times the copy.
 */
import { ServerResponse } from 'node:http'
import type { NodeResponse } from '../messages.js'
import { FULL, LARGE } from './batches.js'

/** What a batch can come to, less a large chunk at its end. Bytes. */
const PIECE = FULL + LARGE

/** Pieces that are kept for later. */
const MOST_IDLE = 16

const idle: Buffer[] = []

/** @returns whether the client keeps up. */
export function writeBatch(response: NodeResponse, batch: Uint8Array[]): boolean {
  const { write } = response
  const last = batch[batch.length - 1] as Uint8Array
  if (batch.length === 1) return Reflect.apply(write, response, [last])
  if (last.byteLength >= LARGE) {
    batch.pop()
    writeBatch(response, batch)
    return Reflect.apply(write, response, [last])
  }
  // Middleware that has put its own `write` in place may keep what it is given.
  const piece = write === ServerResponse.prototype.write ? pieceFor(batch) : undefined
  if (piece === undefined) return Reflect.apply(write, response, [Buffer.concat(batch)])
  return Reflect.apply(write, response, [copyInto(piece, batch), () => giveBack(piece)])
}

/** None for little: many streams that send at the same time must not take a piece each. */
function pieceFor(batch: readonly Uint8Array[]): Buffer | undefined {
  const piece = idle.pop()
  if (piece !== undefined) return piece
  let bytes = 0
  for (const chunk of batch) bytes += chunk.byteLength
  return bytes < LARGE ? undefined : Buffer.allocUnsafeSlow(PIECE)
}

function giveBack(piece: Buffer): void {
  if (idle.length < MOST_IDLE) idle.push(piece)
}

function copyInto(piece: Buffer, batch: readonly Uint8Array[]): Buffer {
  let length = 0
  for (const chunk of batch) {
    piece.set(chunk, length)
    length += chunk.byteLength
  }
  return piece.subarray(0, length)
}
