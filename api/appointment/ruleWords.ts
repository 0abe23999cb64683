import type { Text } from '../shared/text.ts'
import type { BookingRules } from './rules.ts'

/** Where a number comes from: the bureau's own choice, or the example of other bureaus' published local rules. */
export type RuleBasis = 'bureau' | 'local'
export const ruleParts = ['visit', 'missed', 'release', 'list', 'year'] as const
export type RulePart = (typeof ruleParts)[number]

/** One rule in plain words; `keys` are the numbers of rules.ts it speaks of. */
export interface RuleWords {
  keys: readonly (keyof BookingRules)[]
  part: RulePart
  name: Text
  says: (rules: BookingRules) => Text
  basis: RuleBasis
}

/** What stands behind a number, and how sure we are of it (standards B5: no national rule was found). */
export const ruleSources: Record<RuleBasis, { source: Text; certainty: 'P' | null }> = {
  bureau: {
    source: {
      zh: '本局自己定的，随时可以改；改了就在这里写明',
      en: 'Set by the bureau, and changed here when it changes',
    },
    certainty: null,
  },
  local: {
    source: {
      zh: '没有全国规定；参照各地政务大厅公开的预约规则，由本局定',
      en: 'No national rule; set by the bureau after the published booking rules of other local service halls',
    },
    certainty: 'P',
  },
}

const many = (n: number, one: string, more = `${one}s`) => `${n} ${n === 1 ? one : more}`
const minutes = (n: number): Text =>
  n >= 60 && n % 60 === 0
    ? { zh: `${n / 60} 小时`, en: many(n / 60, 'hour') }
    : { zh: `${n} 分钟`, en: many(n, 'minute') }

/** Every rule of booking in plain words, in the order they are shown. */
export const ruleWords: readonly RuleWords[] = [
  {
    keys: ['mattersMost'],
    part: 'visit',
    name: { zh: '一次办几件事', en: 'Matters in one visit' },
    says: ({ mattersMost: n }) => ({
      zh: `一次预约最多办 ${n} 件事，要在同一类窗口办理。`,
      en: `One visit covers at most ${many(n, 'matter')}, all handled by the same counters.`,
    }),
    basis: 'bureau',
  },
  {
    keys: ['peopleMost'],
    part: 'visit',
    name: { zh: '一次来几个人', en: 'People in one visit' },
    says: ({ peopleMost: n }) => ({
      zh: `一家人或一个单位可以一起约，最多 ${n} 人；人再多请打电话。`,
      en: `A family or an employer may come together, at most ${many(n, 'person', 'people')}; for more, please call.`,
    }),
    basis: 'bureau',
  },
  {
    keys: ['visitMinutesMost'],
    part: 'visit',
    name: { zh: '一次最长多久', en: 'The longest visit' },
    says: ({ visitMinutesMost: n }) => ({
      zh: `所有事、所有人加起来最长 ${minutes(n).zh}，连着占几个号；少一个都不算约上。`,
      en: `All matters and people together take at most ${minutes(n).en}, in places one after another: all of them or none.`,
    }),
    basis: 'bureau',
  },
  {
    keys: ['movesMost'],
    part: 'visit',
    name: { zh: '改几次时间', en: 'Moving a booking' },
    says: ({ movesMost: n }) => ({
      zh: `同一个预约自己可以改 ${n} 次时间。接受候补来的号不算一次。`,
      en: `You may move a booking ${many(n, 'time')} yourself. Taking an offered earlier time does not count.`,
    }),
    basis: 'bureau',
  },
  {
    keys: ['lateCancelMinutes', 'lateCancelCounts'],
    part: 'missed',
    name: { zh: '临时取消', en: 'Cancelling late' },
    says: ({ lateCancelMinutes: n, lateCancelCounts }) => ({
      zh: `开始前不到 ${minutes(n).zh} 才取消，${lateCancelCounts ? '按一次没来算' : '不算没来'}。随时都可以取消，不用说原因。`,
      en: `Cancelling less than ${minutes(n).en} before the visit ${lateCancelCounts ? 'counts as missing it' : 'does not count as missing it'}. You can always cancel, and need not say why.`,
    }),
    basis: 'local',
  },
  {
    keys: ['missedMost', 'missedWithinDays'],
    part: 'missed',
    name: { zh: '约了没来', en: 'Missed visits' },
    says: ({ missedMost, missedWithinDays }) => ({
      zh: `${missedWithinDays} 天里有 ${missedMost} 次约了没来，才会暂停网上预约。只算手机号确认过的预约；来办成一次，以前的就不算了。`,
      en: `Only after ${many(missedMost, 'missed visit')} within ${many(missedWithinDays, 'day')} is booking online paused. Only bookings whose phone number was confirmed count, and one visit kept clears those before it.`,
    }),
    basis: 'local',
  },
  {
    keys: ['missedPauseDays'],
    part: 'missed',
    name: { zh: '暂停多久', en: 'How long the pause is' },
    says: ({ missedPauseDays: n }) => ({
      zh: `从最后一次没来起 ${n} 天，网上不能约；打电话、直接来窗口照样办，从不拒绝。`,
      en: `For ${many(n, 'day')} from the last of them you cannot book online. By telephone and at the counter you are served all the same, never refused.`,
    }),
    basis: 'bureau',
  },
  {
    keys: ['exemptAge'],
    part: 'missed',
    name: { zh: '谁不受限制', en: 'Who is never limited' },
    says: ({ exemptAge: n }) => ({
      zh: `${n} 岁以上的老人、残疾人、孕妇不受暂停限制；自己勾一下就行，不问原因，不要证明。`,
      en: `People from ${n} on, disabled people and pregnant women are never paused: tick the box, nobody asks why or wants proof.`,
    }),
    basis: 'local',
  },
  {
    keys: ['releaseWindowMinutes'],
    part: 'release',
    name: { zh: '新号什么时候放', en: 'When new places open' },
    says: ({ releaseWindowMinutes: n }) =>
      n === 0
        ? {
            zh: '每个窗口的新号在公布的时间准时放出。',
            en: 'New places open at the published time, to the minute.',
          }
        : {
            zh: `新号在公布的时间之后 ${minutes(n).zh}内，由抽签定下的某一分钟放出。守着抢没有用，抢号软件也没有用。`,
            en: `New places open at a drawn minute within ${minutes(n).en} of the published time. Waiting at the ready gains nothing, and no more does a robot.`,
          },
    basis: 'bureau',
  },
  {
    keys: ['givenBackWindows'],
    part: 'release',
    name: { zh: '退回的号', en: 'Places given back' },
    says: ({ givenBackWindows: list }) =>
      list.length === 0
        ? { zh: '别人取消后退回的号，马上放出。', en: 'A place somebody gives back appears at once.' }
        : {
            zh: `别人取消后退回的号，在 ${list.map(({ from, to }) => `${from}–${to}`).join('、')} 里抽签定下的某一分钟再放出（快到时间的，在剩下的时间里抽一分钟），所以退号不能转给指定的人。`,
            en: `A place somebody gives back appears at a drawn minute within ${list.map(({ from, to }) => `${from} to ${to}`).join(', ')} (shortly before its time: within what is left), so that nobody can pass it on to a person they choose.`,
          },
    basis: 'bureau',
  },
  {
    keys: ['listFirst'],
    part: 'release',
    name: { zh: '先给候补的人', en: 'The waiting list comes first' },
    says: ({ listFirst }) =>
      listFirst
        ? {
            zh: '新号和退回的号，先给候补名单里合适的人，剩下的再向所有人放出。',
            en: 'New places and places given back go first to the people on the waiting list whom they suit, the rest to everybody.',
          }
        : {
            zh: '新号和退回的号直接向所有人放出，不先给候补。',
            en: 'New places and places given back go to everybody, not first to the waiting list.',
          },
    basis: 'bureau',
  },
  {
    keys: ['recentDays'],
    part: 'list',
    name: { zh: '候补的先后', en: 'The order of the list' },
    says: ({ recentDays: n }) => ({
      zh: `${n} 天内没约到过这件事的人排在前面；一样的，看哪天登记的；同一天的，抽签，签号事后公布。`,
      en: `Those who had no place in the matter within ${many(n, 'day')} come first; among equals the day they joined counts; among those of one day a lot, published afterwards.`,
    }),
    basis: 'bureau',
  },
  {
    keys: ['offerMinutes', 'quietFrom', 'quietTo'],
    part: 'list',
    name: { zh: '留号多久', en: 'How long an offer stands' },
    says: ({ offerMinutes: n, quietFrom, quietTo }) =>
      quietFrom === quietTo
        ? {
            zh: `轮到您时，号为您留 ${minutes(n).zh}。`,
            en: `When it is your turn the place is kept for you for ${minutes(n).en}.`,
          }
        : {
            zh: `轮到您时，号为您留 ${minutes(n).zh}；${quietFrom} 到 ${quietTo} 不为它发短信，也不计时。`,
            en: `When it is your turn the place is kept for you for ${minutes(n).en}; between ${quietFrom} and ${quietTo} no message about it is sent and no time is counted.`,
          },
    basis: 'bureau',
  },
  {
    keys: ['offersMost'],
    part: 'list',
    name: { zh: '可以错过几次', en: 'Offers you may let pass' },
    says: ({ offersMost: n }) => ({
      zh: `错过 ${n} 次，候补就结束，想要可以再登记。说“不要这个”不算错过。`,
      en: `After ${many(n, 'offer')} let pass your place on the list ends; you may join again. Saying no to an offer does not count.`,
    }),
    basis: 'bureau',
  },
  {
    keys: ['waitingPointsMost', 'waitingDaysMost'],
    part: 'list',
    name: { zh: '能候补多少', en: 'How much you may wait for' },
    says: ({ waitingPointsMost: points, waitingDaysMost: days }) => ({
      zh: `一次最多等 ${points} 个办事点、${days} 天。`,
      en: `You may wait at ${many(points, 'place')} at once, over at most ${many(days, 'day')}.`,
    }),
    basis: 'bureau',
  },
  {
    keys: ['provisionalDays'],
    part: 'year',
    name: { zh: '放假安排还没公布的年份', en: 'Years whose holidays are not out yet' },
    says: ({ provisionalDays }) =>
      provisionalDays === 'open'
        ? {
            zh: '明年的放假安排公布以前，明年的号照常放出，并标明“暂定”。那天后来定为放假的，您的预约里会写明，请您改一天。',
            en: 'Until the holiday notice of a year is out its days open as usual, marked provisional. If a day becomes a holiday your booking says so and asks you to move it.',
          }
        : {
            zh: '明年的放假安排公布以前，明年的号先不放；一公布就放出。',
            en: 'Until the holiday notice of a year is out its days do not open; they open as soon as it is.',
          },
    basis: 'bureau',
  },
]
