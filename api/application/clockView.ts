import type { ClockName } from '../../db/schema/application.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import type { IdentityLevel } from '../matter/catalogue.ts'
import type { Text } from '../shared/text.ts'
import { ruleOf } from './clock.ts'
import type { ClockView } from './clockSchema.ts'
import type { ApplicationRow } from './query.ts'

/** What is to be done before each clock runs out: a day follows it. */
const clockWords: Record<ClockName, Text> = {
  draft: { zh: '提交，过期草稿就删除', en: 'Send it, or the draft is deleted' },
  identity: { zh: '核对身份', en: 'Prove who you are' },
  ask: { zh: '告知是否受理', en: 'Told whether it is accepted' },
  answer: { zh: '补正', en: 'Put it right' },
  decide: { zh: '办结', en: 'Decided' },
  deliver: { zh: '送达', en: 'Handed over' },
  collect: { zh: '领取', en: 'Collect it' },
  posted: { zh: '没有退回就算办结', en: 'Finished, unless it comes back' },
}

/** What counts as enough to file, by what the form asks for: all ways there are. */
const proofWords: Partial<Record<IdentityLevel, Text>> = {
  phone: {
    zh: '用短信验证码确认手机号，或者带证件到窗口',
    en: 'Confirm your mobile with a code by text, or show your document at the counter',
  },
  verified: {
    zh: '登录核对身份，或者带证件到窗口',
    en: 'Prove who you are by a login, or show your document at the counter',
  },
  counter: { zh: '带证件到窗口', en: 'Show your document at the counter' },
}

/** What decides the words of a clock: a promised visit, and what the form asks for before it is filed. */
export type ClockOf = Pick<ApplicationRow, 'visitDay'> & { toFile?: IdentityLevel }

/** What the clock of an application measures: of a promised visit, the visit. */
export function clockName(clock: ClockName, { visitDay, toFile }: ClockOf): Text {
  if (clock === 'deliver' && visitDay !== null) return { zh: '上门', en: 'Home visit' }
  return (clock === 'identity' && toFile && proofWords[toFile]) || clockWords[clock]
}

/** The clock that runs for an application, as both sides see it; null when none does. */
export function clockView(
  ctx: Pick<Ctx, 'clock'>,
  row: Pick<
    ApplicationRow,
    'clock' | 'rule' | 'dueAt' | 'clockStartedAt' | 'counted' | 'pausedAt' | 'lateAt' | 'createdAt'
  > &
    ClockOf,
  paused: Text | null = null,
): ClockView | null {
  const rule = ruleOf(row)
  if (row.clock === null || row.dueAt === null || rule === null) return null
  return {
    clock: row.clock,
    name: clockName(row.clock, row),
    dueAt: toIso(row.dueAt),
    dueDay: dayOf(row.dueAt),
    startedAt: toIso(row.clockStartedAt ?? row.createdAt),
    counted: JSON.parse(row.counted) as Text[],
    basis: rule.basis,
    certainty: rule.certainty,
    paused:
      row.pausedAt === null ? null : (paused ?? { zh: '等其他部门答复', en: 'waiting for another office' }),
    late: row.pausedAt === null && ctx.clock.now() > row.dueAt,
  }
}
