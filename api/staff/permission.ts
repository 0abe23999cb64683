import { Problem } from '../problem.ts'
import type { Actor, Role, Staff } from '../shared/actor.ts'
import type { Text } from '../shared/text.ts'

/** Everything somebody at work may be allowed to do: a closed list, each with what it means. */
export const permissions = {
  'queue.work': { zh: '叫号、办理、收取号', en: 'Work the queue: check in, call, serve, finish' },
  'booking.serve': { zh: '替来电、来访的人预约、改期、取消', en: 'Book, move and cancel for callers' },
  'record.open': { zh: '打开一条记录（姓名、号码遮住）', en: 'Open a record, names and numbers masked' },
  'record.unmask': { zh: '说明理由后看姓名、号码', en: 'See a name or number, with a reason' },
  'record.views': {
    zh: '看记录被打开的次数（不含个人信息）',
    en: 'See how often records were opened, nothing personal',
  },
  'code.replace': { zh: '当面核对后补发查询码', en: 'Replace a lost access code after seeing the person' },
  'application.handle': { zh: '办理申请：受理、补正、办理、留言', en: 'Handle applications' },
  'application.decide': { zh: '准予或不予办理，批准延长', en: 'Decide applications, approve extensions' },
  'application.assign': { zh: '分配申请给承办人', en: 'Give applications to a handler' },
  'application.supervise': {
    zh: '看申请的进度和超期（姓名遮住）',
    en: 'See how applications stand and what is late',
  },
  'application.handover': { zh: '交付办好的证明', en: 'Hand over what was issued' },
  'application.terms': {
    zh: '改事项的承诺时限、收费、办理与否',
    en: 'Edit promises, fees and what is offered',
  },
  'application.hold': {
    zh: '让到期的申请先不清除个人信息（法律保全）',
    en: 'Keep an application beyond its time for a legal hold',
  },
  'casefile.write': {
    zh: '登记案件、告知进展、设定不公开',
    en: 'Open police cases, enter their stages, keep them out of look-up',
  },
  'casefile.approve': { zh: '批准延长办案期限', en: 'Approve more time for a police case' },
  'casefile.supervise': { zh: '看哪些案件不公开、谁设的', en: 'See cases kept out of look-up, and by whom' },
  'callback.make': { zh: '回访群众', en: 'Make call-backs' },
  'evaluation.read': { zh: '看考评异议', en: 'See objections to the evaluation' },
  'evaluation.object': { zh: '对考评提出异议', en: 'Object to the evaluation' },
  'evaluation.plan': { zh: '公开说考评后要做什么、做了什么', en: 'Say in public what follows an evaluation' },
  'evaluation.decide': { zh: '裁定考评异议', en: 'Decide objections to the evaluation' },
  'exchange.read': {
    zh: '看办件送往其他系统的情况（不含个人信息）',
    en: 'See what left for other systems, nothing personal',
  },
  'complaint.handle': {
    zh: '办理投诉、建议、咨询、六小',
    en: 'Handle complaints, questions and small problems',
  },
  'complaint.assign': {
    zh: '分派、转办、合并、拆分投诉和六小',
    en: 'Assign, pass on, join and split complaints',
  },
  'complaint.extend': { zh: '批准延长投诉、申请的时限', en: 'Approve more time for a complaint' },
  'complaint.publish': {
    zh: '公开办好的小事和答复过的咨询、建议',
    en: 'Publish small problems that were put right, and answers',
  },
  'complaint.supervise': {
    zh: '督察：办理检举和异议，指定谁不能看',
    en: 'Supervision desk: accusations and objections, and whom they must not reach',
  },
  'complaint.terms': { zh: '改六小的分类', en: 'Edit what small problems are sorted by' },
  'evaluation.facts': {
    zh: '登记派出所人数、管辖人口、警务室（等级评定清单）',
    en: 'Keep the facts of the grading checklist: staff, residents, rooms',
  },
  'certificate.issue': { zh: '出具、更正、重发证明', en: 'Issue, correct and re-issue certificates' },
  'certificate.revoke': { zh: '撤销证明', en: 'Revoke certificates' },
  'identity.see': {
    zh: '当面看人和证件，给申请核身',
    en: 'See the person and the document of an application',
  },
  'schedule.edit': { zh: '改号源、开放时间，停办几天', en: 'Edit schedules, hours and closures' },
  'station.edit': { zh: '改窗口、民警、值班日', en: 'Edit counters, officers and duty days' },
  'notice.write': { zh: '起草、修改公开信息', en: 'Draft and correct what is published' },
  'notice.review': { zh: '复核并发布公开信息', en: 'Read as the second person, publish' },
  'notice.withdraw': { zh: '撤下公开信息', en: 'Withdraw what was published' },
  'site.check': { zh: '看网站自查', en: 'See the site’s own check' },
  'feedback.answer': { zh: '答复网站纠错和意见', en: 'Answer reports of errors and opinions' },
  'rating.supervise': { zh: '督察差评、申诉、可疑评价', en: 'Supervise bad and held ratings, appeals' },
  'rating.rectify': { zh: '整改督察转来的差评问题', en: 'Put right what the desk passed on' },
  'rating.appeal': { zh: '对差评提出申诉', en: 'Appeal against a bad rating' },
  'survey.edit': { zh: '办开门评警、报告工作的问卷', en: 'Make surveys and scored work reports' },
  'survey.report': { zh: '写本所的工作报告', en: 'Write the station’s work report' },
  'meeting.edit': {
    zh: '办警民恳谈会：安排、签到、答复提问、写纪要',
    en: 'Plan meetings, tick who came, answer questions, write minutes',
  },
  'volunteer.work': {
    zh: '管群防群治队伍：登记、培训、派任务',
    en: 'Keep the volunteers: accept, train, send task notices',
  },
  'register.read': {
    zh: '看、导出台账（姓名、号码遮住）',
    en: 'Read and export the registers, names and numbers masked',
  },
  'staff.read': { zh: '看工作人员名单', en: 'See who works here' },
  'staff.manage': { zh: '邀请、授权、停用工作人员', en: 'Invite people, grant roles, switch accounts off' },
  'audit.read': { zh: '看存证（不含个人信息）', en: 'Read the audit, which holds nothing personal' },
} satisfies Record<string, Text>

export type Permission = keyof typeof permissions

/** What each role may do, at the service points it was granted for: the one map. */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  clerk: [
    'queue.work',
    'booking.serve',
    'record.open',
    'record.unmask',
    'code.replace',
    'identity.see',
    'application.handover',
    'casefile.write',
    'callback.make',
  ],
  handler: [
    'record.open',
    'record.unmask',
    'identity.see',
    'application.handle',
    'application.decide',
    'application.handover',
    'casefile.write',
    'callback.make',
    'certificate.issue',
    'complaint.handle',
  ],
  publisher: ['notice.write', 'notice.review', 'site.check', 'feedback.answer', 'meeting.edit'],
  chief: [
    'queue.work',
    'booking.serve',
    'record.open',
    'record.unmask',
    'record.views',
    'code.replace',
    'identity.see',
    'application.handle',
    'application.decide',
    'application.assign',
    'application.handover',
    'application.terms',
    'casefile.write',
    'casefile.approve',
    'callback.make',
    'evaluation.read',
    'evaluation.object',
    'evaluation.plan',
    'certificate.issue',
    'certificate.revoke',
    'complaint.handle',
    'complaint.assign',
    'complaint.extend',
    'complaint.publish',
    'schedule.edit',
    'station.edit',
    'notice.write',
    'notice.review',
    'notice.withdraw',
    'site.check',
    'feedback.answer',
    'meeting.edit',
    'survey.report',
    'rating.rectify',
    'rating.appeal',
    'volunteer.work',
    'register.read',
    'staff.read',
  ],
  supervisor: [
    'record.open',
    'record.views',
    'application.supervise',
    'application.hold',
    'casefile.approve',
    'casefile.supervise',
    'callback.make',
    'evaluation.read',
    'evaluation.decide',
    'exchange.read',
    'certificate.revoke',
    'complaint.handle',
    'complaint.assign',
    'complaint.extend',
    'complaint.publish',
    'complaint.supervise',
    'rating.supervise',
    'survey.edit',
    'notice.review',
    'notice.withdraw',
    'site.check',
    'feedback.answer',
    'register.read',
    'staff.read',
  ],
  administrator: [
    'staff.read',
    'staff.manage',
    'schedule.edit',
    'station.edit',
    'application.terms',
    'evaluation.facts',
    'complaint.terms',
    'exchange.read',
    'site.check',
  ],
  auditor: ['audit.read', 'record.views'],
}

const reaches = (granted: string, pointId: string) => granted === '*' || granted === pointId

/** Whether somebody may do this at this service point ('*': for the bureau as a whole). */
export const may = (actor: Actor, permission: Permission, pointId: string): boolean =>
  actor.kind === 'staff' &&
  actor.grants.some(({ role, point }) => reaches(point, pointId) && permissionsOf[role].includes(permission))

/** Whether somebody may do this anywhere at all: what a work list or a menu asks. */
export const mayAnywhere = (actor: Actor, permission: Permission): boolean =>
  actor.kind === 'staff' && actor.grants.some(({ role }) => permissionsOf[role].includes(permission))

/** The service points at which somebody may do this. */
export function pointsFor(actor: Actor, permission: Permission): readonly string[] | 'all' {
  if (actor.kind !== 'staff') return []
  const points = actor.grants
    .filter(({ role }) => permissionsOf[role].includes(permission))
    .map(({ point }) => point)
  return points.includes('*') ? 'all' : [...new Set(points)]
}

/**
 * The member of staff who acts, if they may do this at this service point ('*': for the bureau as a whole). Throws
 * record-not-found for whoever does not work there, so that another station's record looks like one that does not
 * exist, and not-allowed for whoever works there in another role.
 */
export function allow(actor: Actor, permission: Permission, pointId: string): Staff {
  if (actor.kind !== 'staff') throw new Problem('record-not-found')
  if (may(actor, permission, pointId)) return actor
  if (actor.grants.some(({ point }) => reaches(point, pointId))) throw new Problem('not-allowed')
  throw new Problem('record-not-found')
}

/** The role by which somebody does this here: what the person concerned is told. The first that allows it. */
export const roleFor = (actor: Actor, permission: Permission, pointId: string): Role | undefined =>
  actor.kind === 'staff'
    ? actor.grants.find(
        ({ role, point }) => reaches(point, pointId) && permissionsOf[role].includes(permission),
      )?.role
    : undefined
