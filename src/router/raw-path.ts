/**
 * The path of a request target, taken apart in one pass and without making anything: where its
 * segments begin, the hash of each, and what in it needs a second look. One object serves all
 * requests, as matching is over before the next can come.
 */
import { type Hazard, isDotSegment } from './hazard.js'
import { addToHash, upperHexDigit } from './segment-hash.js'

const HASH_SIGN = 35
const PERCENT = 37
const DOT = 46
const SLASH = 47
const QUESTION_MARK = 63
const BACKSLASH = 92

/** So far in front that no character belongs to it. */
const NONE = -3

/** White space, controls, and what is not ASCII: HTTP/2 lets such characters through. */
const isOdd = (code: number): boolean => code < 33 || code > 126

export class RawPath {
  /** The target. */
  text = ''
  /** How many segments there are; none in `/`. */
  count = 0
  /** Where the path ends, without a trailing slash. */
  end = 0
  hasTrailingSlash = false
  hasEmptySegment = false
  /** Neither escapes nor odd characters: decoding would change nothing and refuse nothing. */
  isPlain = true
  hazard: Hazard | undefined
  /** Where each segment begins, and one more: behind the slash that follows the last. */
  readonly #starts: Int32Array
  readonly #hashes: Int32Array

  /** @param depth - the segments that anybody asks for; of those behind them none is kept. */
  constructor(depth: number) {
    this.#starts = new Int32Array(depth + 2)
    this.#hashes = new Int32Array(depth + 1)
  }

  startOf(segment: number): number {
    return this.#starts[segment]!
  }

  endOf(segment: number): number {
    return this.#starts[segment + 1]! - 1
  }

  hashOf(segment: number): number {
    return this.#hashes[segment]!
  }

  /** The path alone. */
  toString(): string {
    return this.text.slice(0, this.hasTrailingSlash ? this.end + 1 : this.end)
  }

  /** @param target - begins with `/`; read up to `?` or `#`. */
  read(target: string): void {
    this.#begin(target)
    let start = 1
    let hash = 0
    let percent = NONE
    let at = 1
    for (; at < target.length; at++) {
      const code = target.charCodeAt(at)
      if (code === SLASH) {
        this.#close(start, at, hash)
        start = at + 1
        hash = 0
        percent = NONE
        continue
      }
      if (code === QUESTION_MARK || code === HASH_SIGN) break
      if (code === BACKSLASH) this.hazard = 'backslash'
      if (code === PERCENT) percent = at
      if (code === PERCENT || isOdd(code)) this.isPlain = false
      hash = addToHash(hash, at - percent < 3 ? upperHexDigit(code) : code)
    }
    this.hasTrailingSlash = start === at && at > 1
    if (start < at) this.#close(start, at, hash)
    this.end = this.hasTrailingSlash ? at - 1 : at
  }

  #begin(text: string): void {
    this.text = text
    this.count = 0
    this.hasEmptySegment = false
    this.isPlain = true
    this.hazard = undefined
    this.#starts[0] = 1
  }

  #close(start: number, end: number, hash: number): void {
    if (start === end) this.hasEmptySegment = true
    const first = this.text.charCodeAt(start)
    if ((first === DOT || first === PERCENT) && isDotSegment(this.text, start, end)) {
      this.hazard ??= 'dot-segment'
    }
    if (this.count < this.#hashes.length) {
      this.#hashes[this.count] = hash
      this.#starts[this.count + 1] = end + 1
    }
    this.count++
  }
}
