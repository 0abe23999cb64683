import type { MediationOutcome } from '../../../db/schema/complaintWork.ts'
import type { Text } from '../../shared/text.ts'

/** What came of a date, in words. */
export const outcomeTexts: Record<MediationOutcome, Text> = {
  agreed: { zh: '达成协议', en: 'Agreed' },
  partly: { zh: '部分达成协议', en: 'Partly agreed' },
  none: { zh: '没有达成协议', en: 'Not agreed' },
  absent: { zh: '有人没来，没调成', en: 'Somebody did not come' },
}

/** What its author is told where a date fell because a dispute may not be known at the place; never why. */
export const dateFell: Text = {
  zh: '原来约定的见面取消了，不用去了。会另约时间和地点，再告诉您。',
  en: 'The meeting that was set is called off; you need not go there. You will be told of another time and place.',
}
