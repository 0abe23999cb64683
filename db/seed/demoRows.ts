import { demoFacts } from './demo/facts.ts'
import { staff } from './demo/staff.ts'
import type { DemoArea, DemoBureau, DemoOffer, DemoTown } from './demo/types.ts'
import { isWhole, specialRows, weeklyRows } from './demoHours.ts'
import { spellingOf } from './spelling.ts'

export const pointId = (slug: string) => `sp_${slug}`
const officerId = (badge: string) => `of_${badge}`

/** A town's bare name is spelled as its slug. */
export function townSpelling({ slug, name, kind }: DemoTown) {
  const suffix = { town: 'zhen', township: 'xiang', subdistrict: 'jiedao' }[kind]
  return { pinyin: slug + suffix, initials: spellingOf(name.zh).initials }
}

export function areaSpelling({ pinyin, name, kind }: DemoArea) {
  const suffix = { community: 'shequ', village: 'cun' }[kind]
  return { pinyin: pinyin + suffix, initials: spellingOf(name.zh).initials }
}

/** The demo bureau as rows of its tables, in an order in which every reference finds its row. */
export function demoRows(bureau: DemoBureau, now: number, isOrdinary: (day: string) => boolean) {
  return {
    town: bureau.towns.map((town, sort) => ({
      code: town.code,
      name_zh: town.name.zh,
      name_en: town.name.en,
      ...townSpelling(town),
      sort,
    })),
    service_point: bureau.points.map((point) => ({
      id: pointId(point.slug),
      slug: point.slug,
      code: point.code,
      kind: point.kind,
      parent_id: point.parentSlug && pointId(point.parentSlug),
      town_code: point.townCode,
      name_zh: point.name.zh,
      name_en: point.name.en,
      ...spellingOf(point.name.zh),
      address_zh: point.address.zh,
      address_en: point.address.en,
      directions_zh: point.directions.zh,
      directions_en: point.directions.en,
      phone: point.phone,
      duty_line_24h: point.dutyLineAllDay,
      step_free: point.stepFree,
      opens_on_holidays: point.opensOnHolidays,
      honour_zh: point.honour?.zh ?? '',
      honour_en: point.honour?.en ?? '',
      chat_name_zh: point.chat?.name.zh ?? '',
      chat_name_en: point.chat?.name.en ?? '',
      chat_url: point.chat?.url ?? '',
      created_at: now,
      updated_at: now,
    })),
    staff_user: staff.map(({ id, name, account }) => ({
      id,
      name,
      email: account,
      email_verified: true,
      created_at: new Date(now).toISOString(),
      updated_at: new Date(now).toISOString(),
      demo: true,
    })),
    staff_grant: staff.flatMap(({ id, grants }) =>
      grants.map(([role, slug]) => ({
        user_id: id,
        role,
        service_point_id: slug === null ? '*' : pointId(slug),
        granted_by: 'seed',
        granted_at: now,
      })),
    ),
    officer: bureau.officers.map((officer, sort) => ({
      id: officerId(officer.badge),
      service_point_id: pointId(officer.pointSlug),
      name_zh: officer.name.zh,
      name_en: officer.name.en,
      badge: officer.badge,
      post_zh: officer.post.zh,
      post_en: officer.post.en,
      duty_phone: officer.dutyPhone,
      mobile: officer.mobile,
      mobile_public: officer.mobilePublic,
      sort,
      pledge_zh: officer.pledge.zh,
      pledge_en: officer.pledge.en,
    })),
    area: bureau.areas.map((area) => ({
      id: area.code,
      town_code: area.townCode,
      kind: area.kind,
      name_zh: area.name.zh,
      name_en: area.name.en,
      ...areaSpelling(area),
    })),
    jurisdiction: bureau.jurisdictions.map((row, i) => ({
      id: `ju_${row.areaCode}_${i}`,
      area_id: row.areaCode,
      service_point_id: pointId(row.pointSlug),
      officer_id: row.officerBadge ? officerId(row.officerBadge) : null,
      street_zh: row.street?.zh ?? '',
      street_en: row.street?.en ?? '',
      street_pinyin: row.street ? spellingOf(row.street.zh).pinyin : '',
      street_initials: row.street ? spellingOf(row.street.zh).initials : '',
      from_number: row.fromNo,
      to_number: row.toNo,
      parity: row.parity,
    })),
    opening_hours: bureau.points.flatMap((point) =>
      weeklyRows(bureau, point).map((row) => ({ service_point_id: pointId(point.slug), ...row })),
    ),
    closure: bureau.closures
      .filter((row) => isWhole(row) && isOrdinary(row.day))
      .map(({ pointSlug, counter, day, reason }) => ({
        id: `cl_${pointSlug}_${day}`,
        service_point_id: pointId(pointSlug),
        from_day: day,
        to_day: day,
        counter_group: counter ?? '',
        reason_zh: reason.zh,
        reason_en: reason.en,
      })),
    special_hours: bureau.points.flatMap((point) =>
      specialRows(bureau, point, isOrdinary).map(({ reason, ...row }) => ({
        service_point_id: pointId(point.slug),
        ...row,
        reason_zh: reason.zh,
        reason_en: reason.en,
      })),
    ),
    station_fact: demoFacts(bureau.points).map(({ slug, communityOfficers, roomsDue, ...facts }) => ({
      service_point_id: pointId(slug),
      version: 1,
      as_of: '2026-01-01',
      ...facts,
      community_officers: communityOfficers,
      rooms_due: roomsDue,
      evidence_zh: '演示数据，没有文件',
      evidence_en: 'Demonstration data, no document',
      staff_id: 'seed',
      at: now,
    })),
    matter_offer: bureau.offers.map(offerRow),
    schedule: bureau.schedules.map((row) => ({
      id: `sc_${row.pointSlug}_${row.counter}_${row.weekday}_${row.startsAt}`,
      service_point_id: pointId(row.pointSlug),
      counter_group: row.counter,
      weekday: row.weekday,
      from_time: row.startsAt,
      to_time: row.endsAt,
      slot_minutes: row.slotMinutes,
      cap_public: row.capacityPublic,
      cap_phone: row.capacityPhone,
      cap_counter: row.capacityCounter,
      lead_minutes: row.leadMinutes,
      horizon_days: row.horizonDays,
      release_time: row.releaseTime,
      valid_from: '2026-01-01',
      valid_to: null,
    })),
  }
}

/** The local promise and fee keep their basis beside them. */
function offerRow({ pointSlug, matterCode, counter, audience, overlay }: DemoOffer) {
  const unit = overlay?.promise?.unit === 'working-day' ? 'working_day' : 'calendar_day'
  const promise = overlay?.promise && {
    value: overlay.promise.value,
    unit,
    basis: overlay.basis,
    effectiveFrom: overlay.effectiveFrom,
  }
  const fee = overlay?.fee && {
    items: [{ name: overlay.fee.when, fen: Math.round(overlay.fee.yuan * 100) }],
    basis: overlay.basis,
    certainty: 'K1',
    local: false,
  }
  return {
    service_point_id: pointId(pointSlug),
    matter_code: matterCode,
    promise: promise ? JSON.stringify(promise) : null,
    fee: fee ? JSON.stringify(fee) : null,
    counter_group: counter,
    audience,
  }
}
