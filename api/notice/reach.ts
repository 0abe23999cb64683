import type { NoticeStep } from '../../db/schema/notice.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import type { Role, Staff } from '../shared/actor.ts'
import { allow, type Permission, roleFor } from '../staff/permission.ts'
import { type NoticeRow, noticeOf, type RawNotice } from './query.ts'

/** A notice in the hands of somebody who may do this to it. */
export interface Reached {
  row: NoticeRow
  staff: Staff
  /** The role in which they do it. */
  role: Role | null
  /** When it happens: now, and never before the last change, should two clocks disagree. */
  at: number
}

/**
 * The notice that was read, for whoever may do this where it belongs to. Throws record-not-found where there is none or
 * where it is another station's, not-allowed for the wrong role.
 */
export function reach(ctx: Ctx, [raw]: readonly RawNotice[], permission: Permission): Reached {
  if (!raw) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, permission, raw.publisherId)
  const role = roleFor(ctx.actor, permission, raw.publisherId) ?? null
  return { row: noticeOf(raw), staff, role, at: Math.max(ctx.clock.now(), raw.updatedAt) }
}

/** The notice with its draft at one of these steps, as it was seen at `rev`. Throws notice-step, stale. */
export function atStep(row: NoticeRow, rev: number, ...steps: NoticeStep[]) {
  const { draft, step } = row
  if (draft === null || step === null || !steps.includes(step)) throw new Problem('notice-step')
  if (row.rev !== rev) throw new Problem('stale')
  return { draft, step }
}

/** Throws notice-reader for everybody who ever saved this draft: a second person reads. */
export function secondPerson({ savers, authorId }: NoticeRow, staff: Staff): void {
  if (authorId === staff.id || savers.includes(staff.id)) throw new Problem('notice-reader')
}
