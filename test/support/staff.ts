import type { Ctx } from '../../api/context.ts'
import type { Staff } from '../../api/shared/actor.ts'
import type { Clock } from '../../api/shared/clock.ts'
import { systemCtx } from './appointment.ts'

/** The context of somebody at work at these service points; `done` does what is left for after their answers. */
export async function staffCtx(
  clock: Clock,
  points: Staff['points'] = ['sp_one'],
): Promise<Ctx & { done(): Promise<unknown> }> {
  const left: (() => Promise<unknown>)[] = []
  const later = await systemCtx(clock)
  return {
    ...later,
    actor: { kind: 'staff', id: 'st_4711', role: points === 'all' ? 'bureau' : 'officer', points },
    after: (work) => void left.push(() => work(later)),
    wake: async () => {},
    done: async () => {
      for (const work of left.splice(0)) await work()
    },
  }
}
