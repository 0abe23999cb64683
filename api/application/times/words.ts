import { period } from '../../calendar/dayWords.ts'
import type { Text } from '../../shared/text.ts'
import type { TimesOf } from './schema.ts'

/** The promise in words; that there is none is said as plainly. */
export function promiseWords(promise: TimesOf['promise']): Text {
  if (promise === null) return { zh: '没有承诺时限', en: 'No promise' }
  if (promise.value === 0) return { zh: '承诺当场办结', en: 'Promised on the spot' }
  const { zh, en } = period(promise.value, promise.unit)
  return { zh: `承诺受理后 ${zh}内办结`, en: `Promised within ${en} of acceptance` }
}

const days = (n: number): Text => ({ zh: `${n} 个工作日`, en: `${n} working day${n === 1 ? '' : 's'}` })

/** What is usual in words: half, nine in ten, of how many; or why no figure is given. */
export function usualWords({ usual, paused }: Pick<TimesOf, 'usual' | 'paused'>): Text {
  if (usual === null)
    return {
      zh: '近 90 天决定的不到 5 件，不列数字',
      en: 'Fewer than 5 were decided in the last 90 days, so no figure is given',
    }
  const [half, most] = [days(usual.medianDays), days(usual.p90Days)]
  const apart = paused && days(paused.medianDays)
  return {
    zh: `近 90 天决定了 ${usual.sample} 件：从收到到决定，一半用了不到或刚好 ${half.zh}，九成不超过 ${most.zh}${
      paused && apart ? `；其中 ${paused.sample} 件另等了别的部门，一半不超过 ${apart.zh}` : ''
    }`,
    en: `${usual.sample} decided in the last 90 days: from receipt to decision, half took ${half.en} or less, nine in ten ${most.en} or less${
      paused && apart
        ? `; ${paused.sample} of them waited for another office besides, half of those ${apart.en} or less`
        : ''
    }`,
  }
}
