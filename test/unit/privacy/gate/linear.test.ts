import process from 'node:process'
import { expect, it } from 'vitest'
import { findPersonal } from '../../../../api/privacy/gate/findPersonal.ts'
import { official } from '../../../data/gate/official.ts'
import { labelled } from '../../../data/gate/set.ts'

const notices = labelled('tune.jsonl')
  .map(({ text }) => text)
  .join('\n')

/** Texts made to keep a search busy, beside an ordinary one. */
const pieces = {
  notices,
  'digits apart': '1 3 8 0 ',
  'one long number': '1',
  'spoken digits': '一三八',
  'one sign': '张',
  'parties in a row': '嫌疑人张伟、',
  'words for parties': '嫌疑人',
  streets: '路一号',
  villages: '村',
  ages: '8岁',
  'at signs': 'a@',
  letters: 'a',
  punishments: '张某行政拘留五日',
  tags: '<a ',
  entities: '&#',
  plates: '赣A1',
  passports: '护照',
  rooms: 'Room 1 ',
  classes: '小学三年级',
  stars: '*',
  spaces: ' ',
  brackets: '(',
}

/** The least CPU time of a few runs, in milliseconds: what the machine does besides only ever adds. */
function least(text: string, runs: number): number {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run += 1) {
    const began = process.cpuUsage()
    findPersonal(text, { official })
    const { user, system } = process.cpuUsage(began)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

it.each(Object.entries(pieces))(
  'costs in proportion to the text: %s',
  { retry: 3, timeout: 60_000 },
  (_name, piece) => {
    const ten = piece.repeat(Math.ceil(300_000 / piece.length)).slice(0, 300_000)
    const one = ten.slice(0, 30_000)
    least(ten, 1)
    // A few milliseconds are the least that can be told apart from the clock and from tidying up.
    expect(least(ten, 3)).toBeLessThanOrEqual(15 * Math.max(3, least(one, 5)))
  },
)
