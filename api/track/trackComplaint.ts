import { showComplaint } from '../complaint/show.ts'
import type { Ctx } from '../context.ts'
import type { ComplaintTrack } from './schema.ts'

/**
 * How a complaint stands: who handles it, whose move it is, by when and how that was counted, what happened. One round
 * trip. Throws record-not-found, too-many-tries.
 */
export async function trackComplaint(
  ctx: Ctx,
  input: { reference: string; accessCode: string },
): Promise<ComplaintTrack> {
  const shown = await showComplaint({ ctx, input })
  return {
    reference: shown.reference,
    kind: 'complaint',
    status: shown.state,
    statusText: shown.stateText,
    timeline: shown.timeline,
    dueAt: shown.turn?.dueAt ?? shown.clock?.dueAt ?? null,
    can: ['open'],
    openings: shown.openings,
    rating: shown.rating,
    complaint: {
      kindName: shown.kindName,
      handledBy: shown.handledBy,
      waitsFor: shown.waitsFor,
      counted: shown.turn?.counted ?? shown.clock?.counted ?? [],
      anonymous: shown.anonymous,
    },
  }
}
