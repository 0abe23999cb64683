import { faultLine } from '../../api/import/faultWords.ts'
import type { Imported, ListKind } from '../../api/import/importList.ts'
import type { Locale, Text } from '../../api/shared/text.ts'

/** Faults shown at most; the rest are counted. */
const most = 200

const tables: Record<string, Text> = {
  town: { zh: '乡镇街道', en: 'towns' },
  service_point: { zh: '派出所等服务点', en: 'service points' },
  officer: { zh: '民警', en: 'officers' },
  opening_hours: { zh: '开放时间（按单位）', en: 'opening hours (by station)' },
  schedule: { zh: '放号安排（按单位）', en: 'booking times (by station)' },
  calendar_day: { zh: '放假和调休日', en: 'holidays and exchanged days' },
}

/** What is said at the end of an import, a line each: faults and remarks first, then what was or would be done. */
export function reportLines(
  { faults, notes, tallies, written }: Imported,
  dryRun: boolean,
  locale: Locale,
): string[] {
  const say = (zh: string, en: string) => (locale === 'zh' ? zh : en)
  const remarks = notes
    .slice(0, most)
    .map(({ line, text }) => `${say(`第 ${line} 行`, `line ${line}`)}: ${text[locale]}`)
  if (notes.length > most)
    remarks.push(say(`……还有 ${notes.length - most} 条提示`, `… and ${notes.length - most} more remarks`))
  if (faults.length) {
    const sorted = faults.toSorted((a, b) => a.line - b.line)
    const more = faults.length - most
    return [
      ...remarks,
      ...sorted.slice(0, most).map((fault) => faultLine(fault, locale)),
      ...(more > 0 ? [say(`……还有 ${more} 处`, `… and ${more} more`)] : []),
      say(`共 ${faults.length} 处有误，什么都没有写入。`, `${faults.length} faults: nothing was written.`),
    ]
  }
  const sums = Object.entries(tallies).map(([table, tally]) => {
    const name = tables[table]?.[locale] ?? table
    return say(
      `${name}：新增 ${tally.new}，更新 ${tally.changed}，不变 ${tally.same}`,
      `${name}: ${tally.new} new, ${tally.changed} changed, ${tally.same} the same`,
    )
  })
  const end = dryRun
    ? say('试运行：什么都没有写入。', 'Dry run: nothing was written.')
    : written
      ? say('已写入。', 'Written.')
      : say('没有变化，不必写入。', 'Nothing differs: nothing to write.')
  return [...remarks, ...sums, end]
}

export function usage(kinds: readonly ListKind[], locale: Locale): string {
  const line = `npm run import -- ${kinds.join('|')} FILE.csv [--dry-run] [--area 411481] [--make-stations] [--defaults] [--source TEXT] [--lang zh|en] [--persist-to DIR] [--remote] [--force]`
  const start = 'npm run import -- reference'
  return locale === 'zh'
    ? `用法：${line}\n      ${start}\n说明见 docs/import.md`
    : `Usage: ${line}\n       ${start}\nSee docs/import.md`
}
