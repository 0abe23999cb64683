import { type Day, dayOf, startOfDay } from '../calendar/day.ts'
import type { Certainty } from '../calendar/deadlineRule.ts'
import type { Text } from '../shared/text.ts'

/** zh and en. */
export const t = (zh: string, en: string): Text => ({ zh, en })

interface Basis {
  basis: Text
  certainty: Certainty
}

/** 国办秘函〔2019〕19号: the indicators by which government sites are checked; one of the first kind fails the site. */
export const inspection: Basis = {
  basis: t(
    '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）',
    'Indicators for checking government sites, State Council Office 2019',
  ),
  certainty: 'P',
}

/** 我为政府网站找错: answered within 3 working days. */
export const findAnError: Basis = {
  basis: t(
    '《政府网站发展指引》；“我为政府网站找错”办理要求',
    'Guideline for government sites; the “find an error” scheme',
  ),
  certainty: 'P',
}

/** 政府信息公开条例 art. 26. */
export const disclosure: Basis = {
  basis: t('《政府信息公开条例》第26条', 'Regulations on Open Government Information, art. 26'),
  certainty: 'S',
}

/** What the foot of each page has to say. */
export const guideline: Basis = {
  basis: t('《政府网站发展指引》', 'Guideline for government sites'),
  certainty: 'K1',
}

/** Our own choice, not law. */
export const own: Basis = { basis: t('本平台自查，不是法定', 'Our own check, not law'), certainty: 'K1' }

/** The same day so many months before, at its beginning, ms; the last of a shorter month. */
export function monthsBefore(now: number, months: number): number {
  const [year = 0, month = 1, day = 1] = dayOf(now).split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 - months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const text: Day = `${first.toISOString().slice(0, 8)}${String(Math.min(day, last)).padStart(2, '0')}`
  return startOfDay(text)
}
