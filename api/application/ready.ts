import type { ClockName } from '../../db/schema/application.ts'
import { reaches } from '../identity/level.ts'
import type { IdentityLevel } from '../matter/catalogue.ts'
import type { Text } from '../shared/text.ts'
import type { DeliveryWay, Form } from './form/declaration.ts'

interface Ready {
  delivery: DeliveryWay | null
  clock: ClockName | null
}

/**
 * Whether what is made lies ready for the resident by that, at the counter or online: then handing it over is no longer
 * up to the office. What is posted or brought home is, until it has left.
 */
export const liesReady = ({ delivery }: Pick<Ready, 'delivery'>): boolean =>
  delivery !== 'post' && delivery !== 'home'

const ready: Record<DeliveryWay, Text> = {
  counter: { zh: '已办好，可以到窗口领取', en: 'Ready to be collected at the counter' },
  post: { zh: '已办好，准备寄给您', en: 'Ready, and about to be posted' },
  home: { zh: '已办好，准备给您送上门', en: 'Ready, and about to be brought to you' },
  electronic: {
    zh: '已办好，核对身份后可以在网上查看',
    en: 'Ready to be read online once you have proved who you are',
  },
}

/**
 * Whether what was issued waits for the resident: where it lies ready, and where nobody has proved enough for it to be posted
 * or brought; until then it can only be collected, with the document shown.
 */
export const isTheirMove = (
  { identity: { toReceive } }: Pick<Form, 'identity'>,
  row: Pick<Ready, 'delivery'> & { identity: IdentityLevel },
): boolean => liesReady(row) || !reaches(row.identity, toReceive)

/** Whether what was to be posted or brought lies at the counter: the post brought it back, or nobody has proved enough. */
export const isBack = ({ delivery, clock }: Ready): boolean => clock === 'collect' && !liesReady({ delivery })

/** That it is ready, and what comes next: by how it is to be handed over. */
export const readyText = (row: Ready): Text =>
  ready[row.delivery === null || isBack(row) ? 'counter' : row.delivery]

/** That it came back by post and lies at the counter now. */
export const cameBack: Text = {
  zh: '邮件退回来了，可以到窗口领取',
  en: 'The post brought it back; it can be collected at the counter',
}

/** That what was posted counts as received. */
export const notReturned: Text = { zh: '寄出后没有退回，已办结', en: 'posted and not come back: finished' }

/** What became of a document nobody came for, and how to have it all the same; by where it lay. */
export const uncollectedText = ({ delivery }: Pick<Ready, 'delivery'>): Text =>
  delivery === 'electronic'
    ? {
        zh: '期限内没有核对身份查看，已结束；电子证明照样有效，核对身份后仍可查看',
        en: 'ended: not read in time; the certificate holds, and opens once you prove who you are',
      }
    : {
        zh: '期限内没有领取，已结束；纸质件不再保留，还要就请重新申请',
        en: 'ended: not collected in time; the paper is no longer kept, please apply again if you need it',
      }
