import type { CounterGroup } from '../matter/catalogue.ts'
import { choice } from './cells.ts'
import type { Reading } from './fault.ts'

/** Column names and values that several lists share, in both languages. */
export const stationCodeNames = [
  'stationCode',
  '派出所代码',
  '单位代码',
  '机构代码',
  '所属单位代码',
] as const satisfies [string, ...string[]]

export const readCounter = choice<CounterGroup>({
  household: ['户籍', '户籍窗口', '户政', '户政窗口'],
  general: ['综合', '综合窗口'],
  'exit-entry': ['出入境', '出入境窗口', 'exit and entry'],
})

export const readKind = choice<'station' | 'hall' | 'room'>({
  station: ['派出所', 'police station'],
  hall: ['大厅', '办事大厅', '服务大厅'],
  room: ['警务室', '社区警务室', 'community room'],
})

/** A counter, or '' for all of them. */
export const anyCounter = (cell: string): Reading<CounterGroup | ''> => readCounter(cell)
