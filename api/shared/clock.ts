/** Time is handed in, so that a test can stand at any moment. `now` is UTC epoch milliseconds. */
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that stands still until it is moved. */
export function clockAt(ms: number): Clock & { set(ms: number): void; pass(ms: number): void } {
  let at = ms
  return {
    now: () => at,
    set: (next) => {
      at = next
    },
    pass: (by) => {
      at += by
    },
  }
}
