import type { Ctx } from '../../context.ts'
import { may } from '../../staff/permission.ts'
import type { TemplateListRow } from './caseQuery.ts'
import type { AnswerTemplate } from './templateSchema.ts'

/** An answer template as staff see it; one for all service points is the bureau's to change. */
export const templateView = (ctx: Ctx, row: TemplateListRow): AnswerTemplate => ({
  id: row.id,
  station: row.slug ?? '*',
  matter: row.matter,
  state: row.state,
  title: row.title,
  words: { zh: row.zh, en: row.en },
  rev: row.rev,
  mine: may(ctx.actor, 'application.handle', row.pointId),
})
