import { env } from 'cloudflare:workers'
import { type IssueInput, issueStatements } from '../../api/certificate/issue.ts'
import type { Ctx } from '../../api/context.ts'

/** Whom the certificates of tests are about: a specimen's number. */
export const subject = { name: '张小明', idType: 'resident-id', idNumber: '11010519491231002X' }

let keys = 0

/** What is to be issued, by a station of the demonstration. */
export const aCertificate = (more: Partial<IssueInput> = {}): IssueInput => ({
  type: 'no-record',
  point: { id: 'sp_qingshi', slug: 'qingshi', name: { zh: '青石派出所', en: 'Qingshi Police Station' } },
  subject,
  statements: [{ zh: '经查询，没有发现犯罪记录。', en: 'The query found no criminal record.' }],
  legalBasis: [
    {
      zh: '《公安机关办理犯罪记录查询工作规定》',
      en: 'Provisions on Criminal Record Queries by Public Security Organs',
    },
  ],
  idempotencyKey: `key-${++keys}`,
  ...more,
})

/** Issues one as the batch of a decision would. */
export async function issued(ctx: Ctx, more: Partial<IssueInput> = {}) {
  const made = await issueStatements(ctx, aCertificate(more))
  await ctx.db.batch([...made.statements])
  return made
}

/** Everything the register holds of certificates, as it stands. */
export async function certificateRows() {
  const { results } = await env.DB.prepare('SELECT * FROM certificate ORDER BY issued_at, number').all<
    Record<string, string | number | null>
  >()
  return results
}

/** What happened to a certificate, in order. */
export async function eventsAbout(number: string) {
  const { results } = await env.DB.prepare(
    `SELECT e.what, e.reason, e.other, e.staff_id AS staff FROM certificate_event e
     JOIN certificate c ON c.id = e.certificate_id WHERE c.number = ? ORDER BY e.at, e.rowid`,
  )
    .bind(number)
    .all<{ what: string; reason: string | null; other: string | null; staff: string | null }>()
  return results
}
