/**
 * Reads a QR code off a picture as a scanner does, knowing nothing of what made it: ISO/IEC 18004, versions 1 to 10,
 * upright, with a light border, in bytes. It takes no damage: one wrong codeword is refused, not put right.
 */
export interface Pixels {
  width: number
  height: number
  /** One for each pixel, row by row. */
  dark: readonly boolean[]
}

/** Codewords of a symbol by version: all, and by level the number of blocks and the check codewords of each. */
const sizes: Record<number, { all: number; blocks: Record<Level, readonly [number, number]> }> = {
  1: { all: 26, blocks: { L: [1, 7], M: [1, 10], Q: [1, 13], H: [1, 17] } },
  2: { all: 44, blocks: { L: [1, 10], M: [1, 16], Q: [1, 22], H: [1, 28] } },
  3: { all: 70, blocks: { L: [1, 15], M: [1, 26], Q: [2, 18], H: [2, 22] } },
  4: { all: 100, blocks: { L: [1, 20], M: [2, 18], Q: [2, 26], H: [4, 16] } },
  5: { all: 134, blocks: { L: [1, 26], M: [2, 24], Q: [4, 18], H: [4, 22] } },
  6: { all: 172, blocks: { L: [2, 18], M: [4, 16], Q: [4, 24], H: [4, 28] } },
  7: { all: 196, blocks: { L: [2, 20], M: [4, 18], Q: [6, 18], H: [5, 26] } },
  8: { all: 242, blocks: { L: [2, 24], M: [4, 22], Q: [6, 22], H: [6, 26] } },
  9: { all: 292, blocks: { L: [2, 30], M: [5, 22], Q: [8, 20], H: [8, 24] } },
  10: { all: 346, blocks: { L: [4, 18], M: [5, 26], Q: [8, 24], H: [8, 28] } },
}
type Level = 'L' | 'M' | 'Q' | 'H'
const levels: readonly Level[] = ['M', 'L', 'H', 'Q']

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (_, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
]

type Symbol = { size: number; at: (row: number, column: number) => boolean }

/** The modules of the one symbol in a picture: its dark box, divided by the width of its finder pattern. */
function symbolIn({ width, height, dark }: Pixels): Symbol {
  const columns = Array.from({ length: width }, (_, x) => x)
  const rows = Array.from({ length: height }, (_, y) => y)
  const isDark = (x: number, y: number) => dark[y * width + x] === true
  const filled = columns.filter((x) => rows.some((y) => isDark(x, y)))
  const lines = rows.filter((y) => columns.some((x) => isDark(x, y)))
  const [left = 0, right = 0] = [filled.at(0), filled.at(-1)]
  const [top = 0, bottom = 0] = [lines.at(0), lines.at(-1)]
  const wide = right + 1 - left
  // The upper edge of the first finder pattern is seven modules long.
  const run = columns.find((x) => x > left && !isDark(x, top)) ?? 0
  const size = 17 + 4 * Math.round(((wide * 7) / (run - left) - 17) / 4)
  const [across, down] = [wide / size, (bottom + 1 - top) / size]
  return {
    size,
    at: (row, column) =>
      isDark(Math.floor(left + (column + 0.5) * across), Math.floor(top + (row + 0.5) * down)),
  }
}

/** The level and the mask, from the fifteen modules around the first finder pattern. */
function formatOf({ at }: Symbol): { level: Level; mask: number } {
  const places = [
    ...[0, 1, 2, 3, 4, 5, 7, 8].map((column) => [8, column] as const),
    ...[7, 5, 4, 3, 2, 1, 0].map((row) => [row, 8] as const),
  ]
  const read = places.reduce((bits, [row, column]) => bits * 2 + Number(at(row, column)), 0) ^ 0x5412
  const known = Array.from({ length: 32 }, (_, five) => {
    let rest = five << 10
    for (let bit = 14; bit >= 10; bit -= 1) if (rest & (1 << bit)) rest ^= 0x537 << (bit - 10)
    return (five << 10) | rest
  })
  if (!known.includes(read)) throw new Error('the format of the code cannot be read')
  return { level: levels[read >> 13]!, mask: (read >> 10) & 7 }
}

/** Whether a module belongs to the pattern and holds no data. */
function ownsPattern(size: number): (row: number, column: number) => boolean {
  const version = (size - 17) / 4
  const count = version === 1 ? 0 : Math.floor(version / 7) + 2
  const step = count > 1 ? Math.ceil((size - 13) / (count * 2 - 2)) * 2 : 0
  const centres = count === 0 ? [] : [6, ...Array.from({ length: count - 1 }, (_, i) => size - 7 - i * step)]
  const last = size - 7
  const aligned = (row: number, column: number) =>
    centres.some((i) =>
      centres.some(
        (j) =>
          Math.abs(row - i) <= 2 &&
          Math.abs(column - j) <= 2 &&
          !((i === 6 && j === 6) || (i === 6 && j === last) || (i === last && j === 6)),
      ),
    )
  return (row, column) =>
    (row < 9 && column < 9) ||
    (row < 9 && column >= size - 8) ||
    (row >= size - 8 && column < 9) ||
    row === 6 ||
    column === 6 ||
    aligned(row, column) ||
    (version >= 7 && ((row < 6 && column >= size - 11) || (column < 6 && row >= size - 11)))
}

/** The codewords, in the zigzag from the lower right corner, with the mask taken off. */
function codewordsOf(symbol: Symbol, mask: number): number[] {
  const { size, at } = symbol
  const fixed = ownsPattern(size)
  const bits: boolean[] = []
  let upwards = true
  for (let right = size - 1; right > 0; right -= 2, upwards = !upwards) {
    if (right === 6) right -= 1
    for (let step = 0; step < size; step += 1) {
      const row = upwards ? size - 1 - step : step
      for (const column of [right, right - 1])
        if (!fixed(row, column)) bits.push(at(row, column) !== masks[mask]!(row, column))
    }
  }
  return Array.from({ length: Math.floor(bits.length / 8) }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => byte * 2 + Number(bit), 0),
  )
}

/** Multiplies in the field of the check codewords. */
function times(a: number, b: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    if ((b >> bit) & 1) product ^= a
  }
  return product
}

/** Whether a block is whole: it is zero at every root of its generator. */
function isWhole(block: readonly number[], checks: number): boolean {
  let root = 1
  for (let i = 0; i < checks; i += 1, root = times(root, 2))
    if (block.reduce((sum, word) => times(sum, root) ^ word, 0) !== 0) return false
  return true
}

/** The data of the interleaved blocks, each of which must be whole. */
function dataOf(words: readonly number[], version: number, level: Level): number[] {
  const { all, blocks } = sizes[version]!
  const [count, checks] = blocks[level]
  const short = Math.floor(all / count) - checks
  const longer = all % count
  const parts: number[][] = Array.from({ length: count }, () => [])
  const lengths = parts.map((_, i) => (i < count - longer ? short : short + 1))
  let next = 0
  for (let i = 0; i <= short; i += 1)
    for (const [j, part] of parts.entries()) if (i < lengths[j]!) part.push(words[next++]!)
  const found = parts.flatMap((part) => [...part])
  for (let i = 0; i < checks; i += 1) for (const part of parts) part.push(words[next++]!)
  if (!parts.every((part) => isWhole(part, checks))) throw new Error('the code is damaged')
  return found
}

/** The words of a code. Throws when there is none, or it cannot be read whole. */
export function readQr(pixels: Pixels): string {
  const symbol = symbolIn(pixels)
  const version = (symbol.size - 17) / 4
  if (!sizes[version]) throw new Error(`no code of a known size: ${symbol.size}`)
  const { level, mask } = formatOf(symbol)
  const data = dataOf(codewordsOf(symbol, mask), version, level)
  const bits = data.map((word) => word.toString(2).padStart(8, '0')).join('')
  if (!bits.startsWith('0100')) throw new Error('the code holds no bytes')
  const lead = version < 10 ? 12 : 20
  const length = Number.parseInt(bits.slice(4, lead), 2)
  const bytes = Array.from({ length }, (_, i) =>
    Number.parseInt(bits.slice(lead + i * 8, lead + i * 8 + 8), 2),
  )
  return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes))
}
