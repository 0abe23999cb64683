/** What a log line says of an error: words of ours or of a library, never a value of a person. */
export interface Fault {
  error: string
  stack?: string
}

const fromDatabase = 'Failed query'

/**
 * The log's words for an error. The message of a failed query holds the values bound to it, so of a database error
 * only the cause is written, and no stack, which repeats the message.
 */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { error: 'not an error' }
  const queried = error.message.startsWith(fromDatabase)
  const told = error.cause instanceof Error ? error.cause : queried ? null : error
  // A cause may be a failed query in its turn.
  if (!told || told.message.startsWith(fromDatabase)) {
    return told && told !== error ? faultOf(told) : { error: fromDatabase }
  }
  const fault: Fault = { error: told.message.slice(0, 300) }
  if (!queried && told.stack && !told.stack.includes(fromDatabase)) fault.stack = told.stack
  return fault
}
