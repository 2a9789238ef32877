/**
 * The static children of all nodes in one table: open addressing with linear probing, over
 * numbers. A `Map` in each node would want a substring for every lookup and keep some hundred
 * bytes per directory. Only names of files enter it, so no client can fill it with collisions.
 */
import { doubled } from './doubled.js'
import { hashOf, upperHexDigit } from './segment-hash.js'

/** Fields of an edge. */
const PARENT = 0
const HASH = 1
const CHILD = 2
/** Where its text ends; it begins where the one of the edge before ends. */
const TEXT_END = 3
const FIELDS = 4

const PERCENT = 37

export class StaticEdges {
  /** Edge 0 is none, so that an empty slot can be 0. */
  #count = 1
  #edges = new Int32Array(64 * FIELDS)
  /** By hash, the number of an edge; at most half of them taken. */
  #slots = new Int32Array(128)
  /** The segments one behind the other; canonical ones are ASCII. */
  #text = new Uint8Array(1024)

  /**
   * The child of a node behind the segment that lies in `text` from `start` to `end`.
   *
   * @param hash - of that segment, its escapes in upper case.
   * @returns 0 when there is none.
   */
  find(parent: number, hash: number, text: string, start: number, end: number): number {
    const edges = this.#edges
    const slots = this.#slots
    const last = slots.length - 1
    for (let slot = slotOf(parent, hash) & last; ; slot = (slot + 1) & last) {
      const edge = slots[slot]!
      if (edge === 0) return 0
      const at = edge * FIELDS
      if (edges[at + HASH] !== hash || edges[at + PARENT] !== parent) continue
      if (this.#spells(at, text, start, end)) return edges[at + CHILD]!
    }
  }

  /** Adds an edge that {@link find} does not find. */
  add(parent: number, segment: string, child: number): void {
    const edge = this.#count++
    if (this.#count * FIELDS > this.#edges.length) this.#edges = doubled(this.#edges)
    const textStart = this.#edges[(edge - 1) * FIELDS + TEXT_END]!
    const textEnd = textStart + segment.length
    while (textEnd > this.#text.length) this.#text = doubled(this.#text)
    for (let i = 0; i < segment.length; i++) this.#text[textStart + i] = segment.charCodeAt(i)
    this.#edges.set([parent, hashOf(segment), child, textEnd], edge * FIELDS)
    if (this.#count * 2 > this.#slots.length) this.#rehash()
    else this.#place(edge)
  }

  #spells(at: number, text: string, start: number, end: number): boolean {
    const from = this.#edges[at - FIELDS + TEXT_END]!
    if (this.#edges[at + TEXT_END]! - from !== end - start) return false
    for (let i = start; i < end; i++) {
      const wanted = this.#text[from + i - start]
      const code = text.charCodeAt(i)
      if (wanted === code) continue
      if (wanted !== upperHexDigit(code) || !isEscaped(text, start, i)) return false
    }
    return true
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2)
    for (let edge = 1; edge < this.#count; edge++) this.#place(edge)
  }

  #place(edge: number): void {
    const at = edge * FIELDS
    const last = this.#slots.length - 1
    let slot = slotOf(this.#edges[at + PARENT]!, this.#edges[at + HASH]!) & last
    while (this.#slots[slot] !== 0) slot = (slot + 1) & last
    this.#slots[slot] = edge
  }
}

/** Whether a character of a segment is a digit of an escape. */
function isEscaped(text: string, start: number, at: number): boolean {
  if (at > start && text.charCodeAt(at - 1) === PERCENT) return true
  return at > start + 1 && text.charCodeAt(at - 2) === PERCENT
}

/** Spreads what siblings and cousins have in common over the table (Fibonacci hashing). */
function slotOf(parent: number, hash: number): number {
  const mixed = Math.imul(hash ^ Math.imul(parent, 0x9e3779b1), 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}
