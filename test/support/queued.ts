/**
 * Whether the Worker under test sends what is queued. It does not unless a test asks: at the clock of this machine a
 * message of another test might be due, or over.
 */
export const queued = { sent: false }
