import { sql } from 'drizzle-orm'
import { addDays, type Day, at as instantOf } from '../../api/calendar/day.ts'
import type { Db } from '../client.ts'
import { exec, rows } from '../rows.ts'
import { pointId } from './demoRows.ts'
import { insertAll } from './insertAll.ts'

/** The publisher of the demonstration, and their second reader. */
const writer = 'su_demo_03'
const reader = 'su_demo_04'

const both = (zh: string, en: string) => ({ zh, en })
const coming = `mt_${'1'.padStart(32, '0')}`
const past = `mt_${'2'.padStart(32, '0')}`

/**
 * Writes a meeting to come and one that was, with minutes and promises, as of `today`, by the road the triggers ask for:
 * planned, announced by a second reader, held, minutes published. Where there are meetings already it writes nothing.
 */
export async function seedMeetings(db: Db, today: Day): Promise<void> {
  const [some] = await db.batch([rows<{ id: string }>(db, sql`SELECT id FROM meeting LIMIT 1`)])
  if (some.length) return
  const point = pointId('qingshi')
  const meeting = (
    id: string,
    day: Day,
    title: { zh: string; en: string },
    agenda: { zh: string; en: string }[],
  ) => ({
    id,
    point_id: point,
    at_id: point,
    title_zh: title.zh,
    title_en: title.en,
    agenda: JSON.stringify(agenda),
    place_zh: '派出所一楼会议室',
    place_en: 'Meeting room on the ground floor',
    audience_zh: '辖区居民、商户，谁都可以来',
    audience_en: 'People who live or work nearby; anyone may come',
    chair_zh: '派出所所长',
    chair_en: 'The station chief',
    starts_at: instantOf(day, '19:00'),
    ends_at: instantOf(day, '20:30'),
    capacity: 60,
    moved_by: writer,
    created_at: instantOf(addDays(day, -20), '09:00'),
    updated_at: instantOf(addDays(day, -20), '09:00'),
  })
  const held = addDays(today, -21)
  const minutes = both(
    '来的人说得最多的是东街路灯不亮、菜市场门口晚上乱停车。派出所通报了近一个月的电信诈骗警情和防范办法。',
    'Most spoke of dark street lamps in East Street and of cars left in front of the market at night. The station told of telephone fraud in the past month and how to guard against it.',
  )
  const promise = (
    n: number,
    words: { zh: string; en: string },
    keeper: { zh: string; en: string },
    due: Day,
  ) => ({
    id: `mp_${String(n).padStart(32, '0')}`,
    meeting_id: past,
    n,
    words_zh: words.zh,
    words_en: words.en,
    keeper_zh: keeper.zh,
    keeper_en: keeper.en,
    due_day: due,
  })
  const event = (meetingId: string, n: number, at: number, what: string, by: string) => ({
    meeting_id: meetingId,
    n,
    at,
    what,
    by_id: by,
    role: 'publisher',
  })
  const announcedAt = (day: Day) => instantOf(addDays(day, -19), '10:00')
  const soon = addDays(today, 9)
  const published = instantOf(addDays(held, 3), '16:00')
  const announce = (id: string, day: Day) =>
    exec(
      db,
      sql`UPDATE meeting SET state = 'announced', announced_at = ${announcedAt(day)}, moved_by = ${reader}, rev = 1,
            updated_at = ${announcedAt(day)} WHERE id = ${id}`,
    )
  const statements = [
    ...insertAll(db, 'meeting', [
      meeting(coming, soon, both('冬季警民恳谈会', 'Winter meeting with the police'), [
        both('上次答应的事办得怎么样', 'What became of last time’s promises'),
        both('近期治安情况、防诈骗', 'How safe it is; guarding against fraud'),
        both('大家提问题、提建议', 'Your questions and proposals'),
      ]),
      meeting(past, held, both('秋季警民恳谈会', 'Autumn meeting with the police'), [
        both('近期治安情况', 'How safe it is'),
        both('大家提问题、提建议', 'Your questions and proposals'),
      ]),
    ]),
    announce(coming, soon),
    announce(past, held),
    exec(
      db,
      sql`UPDATE meeting SET state = 'held', held_at = ${instantOf(held, '21:00')}, moved_by = ${writer}, rev = 2 WHERE id = ${past}`,
    ),
    exec(
      db,
      sql`UPDATE meeting SET minutes_zh = ${minutes.zh}, minutes_en = ${minutes.en}, attended = 43, rev = 3 WHERE id = ${past}`,
    ),
    ...insertAll(db, 'meeting_promise', [
      promise(
        1,
        both('东街不亮的路灯报修，修好为止', 'Report the dark lamps of East Street until they are repaired'),
        both('社区民警', 'The community officer'),
        addDays(held, 14),
      ),
      promise(
        2,
        both(
          '菜市场门口每晚 7 点到 9 点加一次巡逻',
          'One more patrol at the market every evening from 7 to 9',
        ),
        both('派出所巡防队', 'The station’s patrol'),
        addDays(today, 10),
      ),
    ]),
    exec(
      db,
      sql`UPDATE meeting SET state = 'minuted', minuted_at = ${published}, moved_by = ${reader}, rev = 4, updated_at = ${published}
          WHERE id = ${past}`,
    ),
    exec(
      db,
      sql`UPDATE meeting_promise SET state = 'kept', outcome_zh = '12 盏路灯已经修好，民警逐盏看过',
            outcome_en = 'Twelve lamps are repaired; an officer looked at each of them',
            settled_at = ${instantOf(addDays(held, 11), '17:00')}, settled_by = ${writer}, rev = 1
          WHERE meeting_id = ${past} AND n = 1`,
    ),
    ...insertAll(db, 'meeting_event', [
      event(coming, 1, instantOf(addDays(soon, -20), '09:00'), 'plan', writer),
      event(coming, 2, announcedAt(soon), 'announce', reader),
      event(past, 1, instantOf(addDays(held, -20), '09:00'), 'plan', writer),
      event(past, 2, announcedAt(held), 'announce', reader),
      event(past, 3, instantOf(held, '21:00'), 'held', writer),
      event(past, 4, instantOf(addDays(held, 2), '10:00'), 'minutes', writer),
      event(past, 5, published, 'publish', reader),
    ]),
  ]
  const [first, ...rest] = statements
  if (first) await db.batch([first, ...rest])
}
