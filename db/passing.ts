/**
 * D1 faults that pass by themselves, by the words of its list of errors: the caller may simply try again later. An
 * overloaded database and one that was reset for using too much are among them.
 */
const passing =
  /Network connection lost|overloaded|object to be reset|reset because|and was reset|D1 DB is|transient issue|client disconnected|disconnected from primary|internal error; reference|timeout|SQLITE_BUSY/i

/** Those for which D1 advises to repeat the operation at once. Repeating would only add to the others. */
const momentary =
  /Network connection lost|storage caused object to be reset|reset because its code|transient issue|disconnected from primary|internal error; reference/i

const wordsOf = (error: unknown) =>
  error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : ''

/** Whether this error of the database passes: the answer is "try again later", not "something is broken". */
export const passes = (error: unknown) => passing.test(wordsOf(error))

/** Whether a read that failed so may be repeated at once. A write may not: it can have been carried out. */
export const isMomentary = (error: unknown) => momentary.test(wordsOf(error))
