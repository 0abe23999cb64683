import type { HoldReason } from '../../../db/schema/application.ts'
import type { Text } from '../../shared/text.ts'

/** The kinds of proceedings for which an application is held back, in words. */
export const holdReasonTexts: Record<HoldReason, Text> = {
  review: { zh: '行政复议或者诉讼', en: 'Administrative review or a court case' },
  investigation: { zh: '案件办理、监察调查', en: 'A case under investigation' },
  complaint: { zh: '投诉、信访、督察', en: 'A complaint or an inspection' },
  other: { zh: '其他', en: 'Something else' },
}
