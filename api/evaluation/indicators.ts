import type { Text } from '../shared/text.ts'
import { seenLevels } from '../survey/campaign/seen.ts'
import type { Indicator } from './indicator.ts'

/** zh and en. */
const t = (zh: string, en: string): Text => ({ zh, en })

/** The basis of what is no rule of anybody else’s. */
export const ownChoice = t('本平台自定，公安局可以改', 'Our own choice, which the bureau may change')

/** Levels of what was either kept or missed. */
const kept = (missed: Text, done: Text, share = 0.9): Indicator['levels'] => [
  { level: 0, points: 0, share: Math.round((1 - share) * 100) / 100, name: missed },
  { level: 1, points: 100, share, name: done },
]

/** The five levels of 好差评 (国办发〔2019〕51号): 20 points each. */
const five: Indicator['levels'] = [
  { level: 1, points: 20, share: 0.02, name: t('非常不满意', 'Very dissatisfied') },
  { level: 2, points: 40, share: 0.04, name: t('不满意', 'Dissatisfied') },
  { level: 3, points: 60, share: 0.09, name: t('基本满意', 'Basically satisfied') },
  { level: 4, points: 80, share: 0.25, name: t('满意', 'Satisfied') },
  { level: 5, points: 100, share: 0.6, name: t('非常满意', 'Very satisfied') },
]

/** How often police are seen: 25 points from each answer to the next; the shares are ours. */
const seen: Indicator['levels'] = seenLevels
  .map(({ level, name }) => ({
    level,
    points: 25 * (level - 1),
    share: [0.1, 0.2, 0.25, 0.25, 0.2][level - 1] ?? 0,
    name,
  }))
  .reverse()

const first = { version: 1, fromPeriod: '2026Q1' } as const

/**
 * The indicators as they begin. No number of cases, no clear-up rate and no bonus for “no crime”: the ministry gave those up
 * in 2015, since they reward not writing reports down. Weights, floors and shares are ours and dated: a change is a new
 * version for a later quarter, and old quarters keep theirs.
 *
 * How often a station holds meetings is in none of them: the monthly meeting is a local habit and no duty (standards A1), and
 * who is paid for meetings holds them for the count. What was promised at them, in front of everybody, is judged.
 */
export const indicators: readonly Indicator[] = [
  {
    ...first,
    code: 'satisfaction',
    weight: 35,
    minimum: 30,
    name: t('群众满意度', 'Satisfaction'),
    counts: t(
      '办完事、来过窗口、得到答复的人打的分，一次一评；没有评的不算，当面被要求评的、没有凭据的不算',
      'What people say after a visit, a matter or an answer, once each; who does not rate is not counted, nor a rating given in front of staff or without an occasion',
    ),
    why: t('评价权交给群众', 'The right to judge belongs to the public'),
    basis: t(
      '国办发〔2019〕51号；权重本平台自定',
      'State Council Office Document 51 (2019); the weight is ours',
    ),
    certainty: 'P',
    levels: five,
    k: 5,
    spread: 2,
  },
  {
    ...first,
    code: 'application.time',
    weight: 10,
    minimum: 20,
    name: t('申请按时办结', 'Applications decided in time'),
    counts: t(
      '作出决定的申请里，每一步都没有超过期限的',
      'Of the applications decided, those with no day missed',
    ),
    why: t('答应的日子要守住', 'A promised day is to be kept'),
    basis: ownChoice,
    certainty: 'K1',
    levels: kept(t('超期', 'Late'), t('按时', 'In time')),
    k: 5,
    spread: 2,
  },
  {
    ...first,
    code: 'complaint.time',
    weight: 15,
    minimum: 20,
    name: t('投诉、咨询、小事按时答复', 'Complaints and questions answered in time'),
    counts: t(
      '答复的里面没有超过期限的；数字就是“每月数字”里公布的',
      'Of those answered, the ones in time; these are the published monthly figures',
    ),
    why: t('有话说，要有回音', 'Whoever speaks should be answered'),
    basis: ownChoice,
    certainty: 'K1',
    levels: kept(t('超期', 'Late'), t('按时', 'In time')),
    k: 5,
    spread: 2,
  },
  {
    ...first,
    code: 'complaint.closed',
    weight: 5,
    minimum: 20,
    name: t('没有不了了之', 'Nothing closed without an answer'),
    counts: t(
      '结束的里面有答复的；数字就是“每月数字”里公布的',
      'Of those that ended, the ones with an answer; these are the published monthly figures',
    ),
    why: t('没有答复就结束，等于没有办', 'Closed without an answer is not done'),
    basis: ownChoice,
    certainty: 'K1',
    levels: kept(t('没有答复', 'No answer'), t('有答复', 'Answered')),
    k: 5,
    spread: 2,
  },
  {
    ...first,
    code: 'rectification.time',
    weight: 10,
    minimum: 5,
    name: t('差评按时整改', 'Bad ratings put right in time'),
    counts: t(
      '愿意接电话的人给的差评里，督察转给派出所的：从转来起 5 个工作日内报结果（批准的可以再加 5 个），回访说没有解决的，退回后同样限期做好。督察自己联系得晚、转得晚的，不算派出所的',
      'Of the bad ratings whose rater may be called, those the supervision desk gave to the station: reported within 5 working days of that (5 more if approved), and done again in as many where the call-back found it unsolved. When the desk itself calls or asks late does not count for the station',
    ),
    why: t('差评要有下文', 'A bad rating must lead to something'),
    basis: t(
      '各地做法（德州、襄城县 5 个工作日）；本平台默认',
      'Local practice (5 working days); our default',
    ),
    certainty: 'P',
    levels: kept(t('没做到', 'Missed'), t('做到', 'Kept')),
    k: 5,
    spread: 3,
  },
  {
    ...first,
    code: 'waiting.promise',
    weight: 10,
    minimum: 30,
    name: t('窗口等候不超时', 'Waiting at the counter'),
    counts: t(
      '叫到的号里，从取号（约好的从约定时间）到叫号不超过 30 分钟的',
      'Of the numbers served, those called within 30 minutes of being taken, or of the time booked',
    ),
    why: t('少让人等', 'Nobody should wait long'),
    basis: ownChoice,
    certainty: 'K1',
    levels: kept(t('超时', 'Longer'), t('没有超时', 'Within')),
    k: 5,
    spread: 3,
    minutes: 30,
  },
  {
    ...first,
    code: 'publication.time',
    weight: 5,
    minimum: 3,
    name: t('信息按时公开', 'Published in time'),
    counts: t(
      '派出所第一次公开的信息里，自形成、变更之日起 20 个工作日内公开的；后来的更正不再算',
      'Of what the station published for the first time, what was out within 20 working days of coming about; later corrections do not count again',
    ),
    why: t('该公开的，不能拖', 'What is to be public should not wait'),
    basis: t(
      '《政府信息公开条例》第二十六条；权重本平台自定',
      'Regulations on Open Government Information, Article 26; the weight is ours',
    ),
    certainty: 'S',
    levels: kept(t('超期', 'Late'), t('按时', 'In time')),
    k: 1,
    spread: 5,
  },
  {
    ...first,
    code: 'meeting.promise',
    weight: 5,
    minimum: 3,
    name: t('恳谈会说到做到', 'Promises of meetings kept'),
    counts: t(
      '恳谈会上答应的事里，到期前办好的；撤回的不算，撤回的原因在会议页上',
      'Of what was promised at meetings, what was kept by its day; what was withdrawn does not count, its reason stands on the page of the meeting',
    ),
    why: t('当着大家答应的', 'It was promised in front of everybody'),
    basis: ownChoice,
    certainty: 'K1',
    levels: kept(t('没做到', 'Missed'), t('做到', 'Kept')),
    k: 1,
    spread: 5,
  },
  {
    ...first,
    code: 'visibility',
    weight: 5,
    minimum: 20,
    name: t('见警率', 'Police seen'),
    counts: t(
      '开门评警问卷里，凭入户发到手的回答码回答“最近一个月多久看到一次民警走访或者巡逻”的人；问卷结束以后一起计入最后一天所在的季度，没有码的回答不算',
      'Those who answered, with a paper code handed out door to door, how often they saw police on foot or on patrol in the last month; counted all together when a survey is over, in the quarter of its last day; answers without a code are not',
    ),
    why: t('民警要在群众看得见的地方', 'Police should be where people see them'),
    basis: t(
      '考核五项之一“见警率”（基层创建文件，历史做法）；怎么问、怎么算本平台默认，公安局可以改',
      'One of the five headings of the founding text’s appraisal (as history); the question and the points are our default, which the bureau may change',
    ),
    certainty: 'K1',
    levels: seen,
    k: 5,
    spread: 3,
  },
]
