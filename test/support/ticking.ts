import type { Clock } from '../../api/shared/clock.ts'

/** A clock that goes on by a millisecond whenever it is read, as a real one may: what belongs together must not read it twice. */
export const ticking = (clock: Clock & { pass(ms: number): void }): Clock => ({
  now: () => {
    clock.pass(1)
    return clock.now()
  },
})
