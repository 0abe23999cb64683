import type { ObjectionWhy } from '../../../db/schema/evaluation.ts'
import type { Text } from '../../shared/text.ts'
import { indicators } from '../indicators.ts'
import type { ObjectionRow } from './query.ts'

/** Why a station objects, in words. */
export const whyNames: Record<ObjectionWhy, Text> = {
  noted: { zh: '登记错了', en: 'It was noted wrongly' },
  system: { zh: '系统出了故障', en: 'The system was down' },
  person: { zh: '是当事人的原因', en: 'It was up to the person' },
  force: { zh: '停电、灾害，谁也没办法', en: 'Power cut, disaster: nobody could help it' },
  other: { zh: '其他', en: 'Something else' },
}

/** What has come of an objection, in words. */
export const stateNames: Record<ObjectionRow['state'], Text> = {
  open: { zh: '待裁定', en: 'To be decided' },
  granted: { zh: '成立', en: 'Granted' },
  refused: { zh: '不成立', en: 'Refused' },
}

/** An indicator with its name; one that is no longer known keeps its code. */
export const indicatorNamed = (code: string): { code: string; name: Text } => ({
  code,
  name: indicators.find((one) => one.code === code)?.name ?? { zh: code, en: code },
})
