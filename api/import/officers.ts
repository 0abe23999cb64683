import { badge, digits, mobile, phone, whole, words, yesNo } from './cells.ts'
import { compare, stored, upsertAll } from './changes.ts'
import { needed, optional, type Row, readRows } from './columns.ts'
import { englishName } from './englishName.ts'
import { stationCodeNames } from './names.ts'
import { type ImportInput, noPlan, type Plan } from './plan.ts'
import { twice } from './twice.ts'
import { unknownStations } from './unknownStations.ts'

/** The columns of the list `officers` (docs/import.md). */
export const officerColumns = {
  badge: needed(['badge', '警号', 'badgeNumber'], badge),
  stationCode: needed(stationCodeNames, digits(12)),
  name: needed(['name', '姓名'], words(40)),
  nameEn: optional(['nameEn', '英文姓名', '姓名拼音'], words(80), ''),
  post: needed(['post', '职务', '岗位'], words(40)),
  postEn: optional(['postEn', '英文职务'], words(80), ''),
  dutyPhone: needed(['dutyPhone', '值班电话', '办公电话'], phone),
  mobile: optional(['mobile', '手机', '手机号', '手机号码'], mobile, ''),
  mobilePublic: optional(['mobilePublic', '公开手机', '手机公开', '同意公开手机'], yesNo, false),
  pledge: optional(['pledge', '承诺', '服务承诺'], words(200), ''),
  pledgeEn: optional(['pledgeEn', '英文承诺'], words(300), ''),
  sort: optional(['sort', '顺序', '排序'], whole(0, 9999), 0),
}

type OfficerRow = Row<typeof officerColumns>

interface StoredOfficer {
  badge: string
  id: string
  name_zh: string
  name_en: string
  post_zh: string
  post_en: string
  mobile: string | null
  mobile_public: number
  pledge_zh: string
  pledge_en: string
  sort: number
}

/**
 * Brings officers up to date by their badge. A mobile is kept only where the same row says that its owner wants it
 * public (standards E12): else it is not written, and one that was public is taken away.
 */
export async function planOfficers({ ctx, bytes }: ImportInput): Promise<Plan> {
  const { rows: list, faults, notes } = readRows(bytes, officerColumns)
  faults.push(...twice(list, 'badge', (row) => row.badge))
  const [before, points] = await ctx.db.batch([
    stored<StoredOfficer>(
      ctx.db,
      'officer',
      'badge',
      list.map((row) => row.badge),
    ),
    stored<{ id: string; code: string }>(
      ctx.db,
      'service_point',
      'code',
      list.map((row) => row.stationCode),
    ),
  ])
  const ids = new Map(points.map(({ code, id }) => [code, id]))
  faults.push(...unknownStations(list, ids))
  if (faults.length) return noPlan(faults, notes)
  for (const { line, mobile, mobilePublic } of list) {
    if (mobile && !mobilePublic)
      notes.push({
        line,
        text: { zh: '本人没有同意公开手机号，未写入', en: 'no consent to publish this mobile: not written' },
      })
  }
  const old = new Map(before.map((row) => [row.badge, row]))
  const wanted = list.map((row) => officerRow(row, old.get(row.badge), ids.get(row.stationCode) ?? ''))
  const officers = compare(wanted, old, (row) => row.badge)
  return {
    faults,
    notes,
    tallies: { officer: officers.tally },
    statements: upsertAll(ctx.db, 'officer', 'badge', officers.write, ['id']),
  }
}

function officerRow(row: OfficerRow, old: StoredOfficer | undefined, pointId: string) {
  const named = old?.name_zh === row.name
  const silent = row.mobile === undefined && row.mobilePublic === undefined
  const mobile = silent ? (old?.mobile ?? null) : consented(row, old)
  return {
    id: old?.id ?? `of_${row.badge}`,
    service_point_id: pointId,
    name_zh: row.name,
    name_en: (row.nameEn ?? (named ? old.name_en : '')) || englishName(row.name),
    badge: row.badge,
    post_zh: row.post,
    post_en: row.postEn ?? (old?.post_zh === row.post ? old.post_en : ''),
    duty_phone: row.dutyPhone,
    mobile,
    mobile_public: silent ? Boolean(old?.mobile_public) : mobile !== null,
    sort: row.sort ?? old?.sort ?? 0,
    pledge_zh: row.pledge ?? old?.pledge_zh ?? '',
    pledge_en: row.pledgeEn ?? old?.pledge_en ?? '',
  }
}

/** The number to keep. Consent alone, without a column of numbers, keeps the one there only if it was public. */
function consented({ mobile, mobilePublic }: OfficerRow, old: StoredOfficer | undefined): string | null {
  if (!mobilePublic) return null
  return (mobile ?? (old?.mobile_public ? old.mobile : null)) || null
}
