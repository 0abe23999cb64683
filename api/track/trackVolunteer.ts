import type { Ctx } from '../context.ts'
import { letIn, triesFor } from '../intake/access.ts'
import { maskName, maskPhone } from '../privacy/mask.ts'
import { clear, volunteerByReference } from '../volunteer/query.ts'
import { kindTexts, volunteerTexts } from '../volunteer/words.ts'
import { openingsIn, openingsOf } from './openings.ts'
import type { VolunteerTrack } from './schema.ts'
import { leavesOf, pastOf } from './timeline.ts'

/** How a volunteer stands. One round trip. Throws record-not-found, too-many-tries. */
export async function trackVolunteer(
  ctx: Ctx,
  reference: string,
  accessCode: string,
): Promise<VolunteerTrack> {
  const [tries, [found], leaves, opened] = await ctx.db.batch([
    triesFor(ctx, reference),
    volunteerByReference(ctx, reference),
    leavesOf(ctx, reference),
    openingsOf(ctx, reference),
  ])
  await letIn(ctx, reference, accessCode, found?.codeHash ?? null, tries)
  const row = found!
  const [name, phone] = await Promise.all([
    clear(ctx, row.id, 'name', row.name),
    clear(ctx, row.id, 'phone', row.phone),
  ])
  return {
    reference,
    kind: 'volunteer',
    status: row.state,
    statusText: volunteerTexts[row.state],
    timeline: pastOf(leaves),
    dueAt: null,
    can: row.state === 'left' ? [] : ['leave'],
    openings: openingsIn(opened),
    volunteer: {
      kindText: kindTexts[row.kind],
      at: { slug: row.slug, name: { zh: row.nameZh, en: row.nameEn } },
      name: name === null ? null : maskName(name),
      phone: phone === null ? null : maskPhone(phone),
      training: JSON.parse(row.training),
    },
  }
}
