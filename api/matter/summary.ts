import { period } from '../calendar/dayWords.ts'
import type { Text } from '../shared/text.ts'
import type { Fee, TimeLimit } from './catalogue.ts'

const yuan = (fen: number) => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2))

/** A fee in a few words for lists: free, one price, a span of prices, or set locally. */
export function feeSummary(fee: Pick<Fee, 'items'>): Text {
  const prices = fee.items.flatMap((item) => (item.fen === null ? [] : [item.fen]))
  const local = prices.length < fee.items.length
  if (prices.length === 0) return { zh: '收费由本地规定', en: 'Fee set locally' }
  const low = Math.min(...prices)
  const high = Math.max(...prices)
  const words: Text =
    high === 0
      ? { zh: '不收费', en: 'Free' }
      : low === high
        ? { zh: `${yuan(low)} 元`, en: `¥${yuan(low)}` }
        : low === 0
          ? { zh: `不收费或 ${yuan(high)} 元`, en: `Free, or ¥${yuan(high)}` }
          : { zh: `${yuan(low)}–${yuan(high)} 元`, en: `¥${yuan(low)} to ¥${yuan(high)}` }
  if (!local) return words
  return { zh: `${words.zh}（个别除外）`, en: `${words.en} (with exceptions)` }
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
