import type { MediationOutcome } from '../../../db/schema/complaintWork.ts'
import type { Text } from '../../shared/text.ts'

/** What came of a date, in words. */
export const outcomeTexts: Record<MediationOutcome, Text> = {
  agreed: { zh: '达成协议', en: 'Agreed' },
  partly: { zh: '部分达成协议', en: 'Partly agreed' },
  none: { zh: '没有达成协议', en: 'Not agreed' },
  absent: { zh: '有人没来，没调成', en: 'Somebody did not come' },
}
