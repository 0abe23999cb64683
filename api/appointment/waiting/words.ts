import type { Ctx } from '../../context.ts'
import { messageFor } from '../../notification/enqueue.ts'
import type { ListTemplate } from '../../notification/listWords.ts'
import { textable } from '../../privacy/textable.ts'
import type { Locale, Text } from '../../shared/text.ts'
import type { BookingRules } from '../rules.ts'
import { loudAt } from './offerEnds.ts'
import type { EntryRow } from './query.ts'

type Told = Pick<EntryRow, 'reference' | 'locale' | 'sealedIn' | 'sealedRow' | 'phone' | 'helperPhone'>

/** Where texts about a place on the list go (privacy/textable.ts). */
export const textableNumber = (
  ctx: Ctx,
  { sealedIn, sealedRow, phone, helperPhone }: Omit<Told, 'reference' | 'locale'>,
): Promise<string | null> => textable(ctx.keys, { table: sealedIn, row: sealedRow, phone, helperPhone })

/** Several matters' names in one text. */
export const joined = (zh: readonly string[], en: readonly string[]): Text => ({
  zh: zh.join('、'),
  en: en.join(', '),
})

interface ListMessage {
  template: ListTemplate
  reference: string
  locale: Locale
  phone: string | null
  point: { zh: string; en: string; phone: string }
  matterName: Text
  toDay: string
  /** Kept back in the quiet hours of these rules; absent: at once, as an answer to what its reader just did. */
  rules?: BookingRules
}

/** A message about a place on the list: statements for the batch, and what may go out at once. */
export async function listMessage(ctx: Ctx, message: ListMessage) {
  const { template, reference, locale, phone, point, matterName, toDay, rules } = message
  if (phone === null) return { statements: [], now: [] }
  const notBefore = rules ? loudAt(ctx.clock.now(), rules) : ctx.clock.now()
  const { id, statement } = await messageFor(ctx, {
    template,
    locale,
    reference,
    phone,
    data: { reference, pointName: { zh: point.zh, en: point.en }, matterName, phone: point.phone, toDay },
    notBefore,
  })
  return { statements: [statement], now: notBefore > ctx.clock.now() ? [] : [id] }
}
