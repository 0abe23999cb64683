import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { currentForm, currentForms, formOf, forms } from '../forms/index.ts'
import { answersJsonSchema } from './answersSchema.ts'
import { privacyList } from './privacyList.ts'
import type { FormDetail, FormList } from './schema.ts'

/** The forms in force today. The declarations are part of the program: nothing is read from the database. */
export function listForms({ ctx }: { ctx: Ctx }): FormList {
  const items = currentForms(dayOf(ctx.clock.now())).map(({ matter, version, title, effectiveFrom }) => ({
    matter,
    version,
    title,
    effectiveFrom,
  }))
  return { items, nextCursor: null }
}

/** One form, whole: any version that was ever published, by default the one in force. Throws not-found. */
export function showForm({
  ctx,
  input: { matter, version },
}: {
  ctx: Ctx
  input: { matter: string; version?: number | undefined }
}): FormDetail {
  const form = version === undefined ? currentForm(matter, dayOf(ctx.clock.now())) : formOf(matter, version)
  if (!form) throw new Problem('not-found')
  return {
    form,
    versions: forms
      .filter((other) => other.matter === matter)
      .map((other) => ({ version: other.version, effectiveFrom: other.effectiveFrom })),
    jsonSchema: answersJsonSchema(form),
    privacyList: privacyList(form),
  }
}
