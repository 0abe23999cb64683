import { period } from '../calendar/dayWords.ts'
import type { Text } from '../shared/text.ts'
import type { Fee, TimeLimit } from './catalogue.ts'

const yuan = (fen: number) => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2))

const price = (fen: number): Text =>
  fen === 0 ? { zh: '不收费', en: 'free' } : { zh: `${yuan(fen)} 元`, en: `¥${yuan(fen)}` }

/** A fee in a few words for lists: free, one price, or each price with what it is for. */
export function feeSummary(fee: Pick<Fee, 'items'>): Text {
  const [only, ...others] = fee.items
  if (fee.items.every((item) => item.fen === 0)) return { zh: '不收费', en: 'Free' }
  if (only && others.length === 0) {
    const { fen } = only
    return fen === null ? { zh: '收费由本地规定', en: 'Fee set locally' } : price(fen)
  }
  const named = fee.items.map(({ name, short = name, fen }) => {
    const { zh, en } = fen === null ? { zh: '按本地规定', en: 'set locally' } : price(fen)
    return { zh: `${short.zh}${fen ? ' ' : ''}${zh}`, en: `${short.en}: ${en}` }
  })
  return { zh: named.map(({ zh }) => zh).join('，'), en: named.map(({ en }) => en).join('; ') }
}

/** The promised time in a few words; where it hangs on the case, the catalogue's own explanation. */
export function timeSummary(limit: Pick<TimeLimit, 'promise' | 'promiseNote'>): Text {
  if (limit.promise === null) {
    return limit.promiseNote ?? { zh: '看具体情况', en: 'Depends on the case' }
  }
  if (limit.promise.value === 0) return { zh: '当场办结', en: 'On the spot' }
  const length = period(limit.promise.value, limit.promise.unit)
  return { zh: `${length.zh}内`, en: `Within ${length.en}` }
}
