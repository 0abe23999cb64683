/** A line of two texts laid side by side: in both, only in the earlier, only in the later. */
export interface DiffLine {
  kind: 'same' | 'gone' | 'new'
  text: string
}

/** The most comparisons made; two longer texts are told apart as wholes. A text of 10,000 characters stays below. */
const mostCells = 1_000_000

/**
 * What was changed from one text to another, line by line: the fewest lines gone and new (longest common subsequence),
 * what is gone in front of what is new. Lines that both begin or end with are not compared.
 */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1
  return [
    ...told('same', a.slice(0, head)),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...told('same', tail ? a.slice(-tail) : []),
  ]
}

const told = (kind: DiffLine['kind'], lines: readonly string[]) => lines.map((text) => ({ kind, text }))

function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  if (a.length * b.length > mostCells) return [...told('gone', a), ...told('new', b)]
  // common[i][j]: the lines that a from i on and b from j on have in common, in order.
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i]![j] =
        a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i]! })
      i += 1
      j += 1
    } else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push({ kind: 'gone', text: a[i]! })
      i += 1
    } else {
      lines.push({ kind: 'new', text: b[j]! })
      j += 1
    }
  }
  return lines
}
