/** Tables of numbers that grow while the routes are entered. */

/** An array of twice the length that begins with the same numbers. */
export function doubled<Numbers extends Int32Array | Uint8Array>(numbers: Numbers): Numbers {
  const larger = new (numbers.constructor as new (length: number) => Numbers)(numbers.length * 2)
  larger.set(numbers)
  return larger
}
