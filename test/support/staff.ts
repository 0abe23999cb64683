import type { Ctx } from '../../api/context.ts'
import type { Grant, Role } from '../../api/shared/actor.ts'
import type { Clock } from '../../api/shared/clock.ts'
import { systemCtx } from './appointment.ts'

/** Grants of one role at these service points, or everywhere. */
export const grantsOf = (role: Role, points: readonly string[] | 'all'): Grant[] =>
  points === 'all' ? [{ role, point: '*' }] : points.map((point) => ({ role, point }))

/** The context of somebody at work at these service points; `done` does what is left for after their answers. */
export async function staffCtx(
  clock: Clock,
  points: readonly string[] | 'all' = ['sp_one'],
  role: Role = 'chief',
): Promise<Ctx & { done(): Promise<unknown> }> {
  const left: (() => Promise<unknown>)[] = []
  const later = await systemCtx(clock)
  return {
    ...later,
    actor: { kind: 'staff', id: 'st_4711', session: 'ss_4711', grants: grantsOf(role, points) },
    after: (work) => void left.push(() => work(later)),
    wake: async () => {},
    done: async () => {
      for (const work of left.splice(0)) await work()
    },
  }
}
