import type { Holder } from '../application/access.ts'
import { isLocked } from '../application/outcome.ts'
import { ownForm } from '../application/ownForm.ts'
import type { ApplicationRow } from '../application/query.ts'
import type { AuditAction } from './action.ts'

/** Leaves of an application whose whole body is its holder's: what they did, and what the clock did. */
const theirs: readonly AuditAction[] = [
  'application.begin',
  'application.save',
  'application.submit',
  'application.withdraw',
  'application.discard',
  'application.correct',
  'application.message',
  'application.visit',
  'application.file',
  'application.identity',
  'application.silence',
  'application.expire',
  'application.remind',
  'application.purge',
]

/** Leaves that say how it was decided, or why it was not accepted. */
const decisions: readonly AuditAction[] = ['application.approve', 'application.refuse', 'application.decline']

interface Leaf {
  action: AuditAction
  body: string
}

/**
 * Which leaves of an application its holder is given without their words: hash and path still prove that they stand in the
 * day's root. Bare are those in which somebody at work is named or which are the office's own (notes, opinions, who took it);
 * while the outcome is kept back (application/outcome.ts) the decision too, and what follows it is not given at all: how many
 * steps came after would tell a refusal from a certificate. `held` says that there may be some. `leaves` are in order of time.
 */
export function barely<T extends Leaf>(
  row: ApplicationRow,
  holder: Holder,
  leaves: readonly T[],
): { given: { leaf: T; bare: boolean }[]; held: boolean } {
  const locked = isLocked(ownForm(row), row, holder)
  const decided = locked ? leaves.findIndex(({ action }) => decisions.includes(action)) : -1
  const given = decided < 0 ? leaves : leaves.slice(0, decided + 1)
  // Said from the decision on, whatever came after it: that too would tell.
  const held = decided >= 0
  return { given: given.map((leaf, place) => ({ leaf, bare: place === decided || !isTheirs(leaf) })), held }
}

function isTheirs({ action, body }: Leaf): boolean {
  const { facts }: { facts: Record<string, unknown> } = JSON.parse(body)
  return theirs.includes(action) && !('staff' in facts) && !('handler' in facts) && facts.by !== 'staff'
}
