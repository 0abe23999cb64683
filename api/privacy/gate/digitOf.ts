/** Digits of other dress than everyday ones: circled, raised, lowered, bracketed, with a point, of the old counting rods. */
const DRESSED: readonly (readonly [zero: number | null, one: number])[] = [
  [0x2070, 0x2071],
  [0x2080, 0x2081],
  [0x24ea, 0x2460],
  [null, 0x2474],
  [null, 0x2488],
  [0x24ff, 0x2776],
  [null, 0x24f5],
  [null, 0x2780],
  [null, 0x278a],
  [null, 0x3021],
  [null, 0x3220],
  [null, 0x3280],
]

const dressed = new Map<number, number>([
  [0xb9, 1],
  [0xb2, 2],
  [0xb3, 3],
])
for (const [zero, one] of DRESSED) {
  if (zero !== null) dressed.set(zero, 0)
  for (let digit = 1; digit < 10; digit += 1)
    if (!dressed.has(one + digit - 1)) dressed.set(one + digit - 1, digit)
}
// Of the raised digits 1, 2 and 3 stand elsewhere, and two letters in their places.
for (const code of [0x2071, 0x2072, 0x2073]) dressed.delete(code)

/** The value of a digit in some dress (①, ³, ⑻), beside the plain ones; such a sign may also number a list or a note. */
export const dressedDigit: ReadonlyMap<number, number> = dressed

const DECIMAL = /^\p{Nd}$/u
const isDecimal = (code: number) => DECIMAL.test(String.fromCodePoint(code))

/**
 * The value of a decimal digit of any script (٣, ३, 𝟛), or null. The digits of a script stand in a row from its zero, so
 * what stands before one tells its value.
 */
export function decimalOf(code: number): number | null {
  if (code < 0x660 || !isDecimal(code)) return null
  let before = 0
  while (isDecimal(code - before - 1)) before += 1
  return before % 10
}
