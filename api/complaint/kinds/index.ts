import { mediation, misconduct, paper, service } from './complaints.ts'
import type { ComplaintKind, KindCode } from './declaration.ts'
import { promise } from './promise.ts'
import { information, personalData, problem } from './requests.ts'
import { question, suggestion, thanks } from './talk.ts'

/** Every kind that residents tell, in the order in which they are offered. */
export const kinds: readonly ComplaintKind[] = [
  problem,
  service,
  misconduct,
  question,
  suggestion,
  thanks,
  paper,
  mediation,
  information,
  personalData,
]

const byCode = new Map<string, ComplaintKind>([...kinds, promise].map((kind) => [kind.code, kind]))

/** A kind by its code. Throws TypeError: the code of a kept complaint is always one of ours. */
export function kindOf(code: KindCode): ComplaintKind {
  const kind = byCode.get(code)
  if (!kind) throw new TypeError(`complaint: no kind ${code}`)
  return kind
}
