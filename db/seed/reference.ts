import { indicators } from '../../api/evaluation/indicators.ts'
import type { Matter } from '../../api/matter/catalogue.ts'
import { indexStatements } from '../../api/search/indexStatements.ts'
import type { Db } from '../client.ts'
import { calendarSeed } from './calendar.ts'
import { problemCategories } from './complaintCategories.ts'
import { deadlineSeed } from './deadlines.ts'
import { insertAll } from './insertAll.ts'
import { matters } from './matters/index.ts'
import { noticeCategories } from './notices.ts'
import { papers } from './papers.ts'
import { spellingOf } from './spelling.ts'

/** The statements that write what every bureau starts with: calendar, deadline rules, the catalogue. */
export function referenceStatements(db: Db, now: number) {
  const { years, days } = calendarSeed()
  return [
    ...insertAll(
      db,
      'calendar_year',
      years.map(({ year, status, source, certainty }) => ({
        year,
        status,
        source_zh: source.zh,
        source_en: source.en,
        certainty,
      })),
    ),
    ...insertAll(
      db,
      'calendar_day',
      days.map(({ day, kind, name }) => ({ day, kind, name_zh: name.zh, name_en: name.en })),
    ),
    ...insertAll(
      db,
      'deadline_rule',
      deadlineSeed.map((rule) => ({
        id: rule.id,
        rule_key: rule.key,
        version: rule.version,
        name_zh: rule.name.zh,
        name_en: rule.name.en,
        value: rule.value,
        unit: rule.unit,
        start_event_zh: rule.startEvent.zh,
        start_event_en: rule.startEvent.en,
        rolls: rule.rollsToWorkingDay ?? true,
        extension: rule.extension ? JSON.stringify(rule.extension) : null,
        basis_zh: rule.basis.zh,
        basis_en: rule.basis.en,
        certainty: rule.certainty,
        scope: rule.scope,
        effective_from: rule.effectiveFrom,
        effective_to: rule.effectiveTo,
      })),
    ),
    ...insertAll(
      db,
      'complaint_category',
      problemCategories.map(({ code, name, hint }, position) => ({
        code,
        kind: 'problem',
        name_zh: name.zh,
        name_en: name.en,
        hint_zh: hint.zh,
        hint_en: hint.en,
        position,
      })),
    ),
    ...insertAll(
      db,
      'matter',
      matters.map((matter) => ({
        code: matter.code,
        group_code: matter.group,
        counter_group: matter.counterGroup,
        minutes: matter.minutes,
        bookable: matter.bookable,
        popular: matter.popular,
        name_zh: matter.name.zh,
        name_en: matter.name.en,
        summary_zh: matter.summary.zh,
        summary_en: matter.summary.en,
        content: JSON.stringify(matter),
        updated_at: now,
      })),
    ),
    ...insertAll(
      db,
      'paper',
      papers.map((paper, sort) => ({
        id: paper.id,
        sort,
        answer: paper.answer,
        name_zh: paper.name.zh,
        name_en: paper.name.en,
        content: JSON.stringify(paper),
        updated_at: now,
      })),
    ),
    ...insertAll(
      db,
      'notice_category',
      noticeCategories.map(({ code, name, about, takes, staleAfter, basis, certainty }, sort) => ({
        code,
        sort,
        name_zh: name.zh,
        name_en: name.en,
        about_zh: about.zh,
        about_en: about.en,
        takes,
        stale_after: staleAfter,
        basis_zh: basis.zh,
        basis_en: basis.en,
        certainty,
      })),
    ),
    ...insertAll(
      db,
      'evaluation_indicator',
      indicators.map((indicator, sort) => ({
        code: indicator.code,
        version: indicator.version,
        from_period: indicator.fromPeriod,
        weight: indicator.weight,
        sort,
        content: JSON.stringify(indicator),
      })),
    ),
    ...indexStatements(
      db,
      'matter',
      matters.map((matter) => ({
        doc: matter.code,
        rank: matter.popular ? 1000 - matter.popular : 0,
        fields: matterFields(matter),
      })),
    ),
  ]
}

/** The words a matter is found by: its names, how people ask for it, and how those are typed. */
function matterFields(matter: Matter): string[] {
  const { code, name, plainName, summary, searchWords } = matter
  const spoken = [name.zh, plainName.zh, ...searchWords.zh]
  const typed = spoken.map(spellingOf).flatMap(({ pinyin, initials }) => [pinyin, initials])
  return [code, ...spoken, name.en, plainName.en, ...searchWords.en, summary.zh, summary.en, ...typed]
}
