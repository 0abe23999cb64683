import type { DeliveryWay } from '../form/declaration.ts'
import { shownText } from '../outcome.ts'
import { isBack } from '../ready.ts'
import type { ApplicationState } from '../states.ts'

const asked = { zh: '等申请人补正', en: 'Waiting for the applicant’s correction' }

const ready = {
  counter: { zh: '已办好，等申请人到窗口领', en: 'Ready, to be collected at the counter' },
  post: { zh: '已办好，待寄出', en: 'Ready, to be posted' },
  home: { zh: '已办好，待送上门', en: 'Ready, to be brought home' },
  electronic: {
    zh: '已办好，申请人核对身份后在网上看',
    en: 'Ready; the applicant reads it online after proving who they are',
  },
} satisfies Record<DeliveryWay, object>

/** A state in the words of those at work: the usual ones speak to the applicant. */
export function deskText(state: ApplicationState, row?: Parameters<typeof shownText>[1]) {
  if (state === 'correction') return asked
  if (state === 'issued' && row) return ready[row.delivery === null || isBack(row) ? 'counter' : row.delivery]
  return shownText(state, row)
}
