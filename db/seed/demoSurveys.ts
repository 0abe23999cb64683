import { sql } from 'drizzle-orm'
import { addDays, type Day, at as instantOf } from '../../api/calendar/day.ts'
import type { Db } from '../client.ts'
import { exec, rows } from '../rows.ts'
import { pointId } from './demoRows.ts'
import { insertAll } from './insertAll.ts'

/** Two of the demonstration's supervision desk. */
const writer = 'su_demo_10'
const reader = 'su_demo_07'
const running = `cp_${'1'.padStart(32, '0')}`
const past = `cp_${'2'.padStart(32, '0')}`
const both = (zh: string, en: string) => ({ zh, en })

/**
 * Writes a survey that takes answers, with and without codes, and scored work reports whose last day was yesterday: the job
 * that closes surveys publishes their results, as it does everywhere. Where there are surveys already it writes nothing.
 */
export async function seedSurveys(db: Db, today: Day): Promise<void> {
  const [some] = await db.batch([rows<{ id: string }>(db, sql`SELECT id FROM campaign LIMIT 1`)])
  if (some.length) return
  const made = (
    id: string,
    kind: string,
    days: [Day, Day],
    words: Record<'title' | 'about', { zh: string; en: string }>,
  ) => ({
    id,
    kind,
    title_zh: words.title.zh,
    title_en: words.title.en,
    about_zh: words.about.zh,
    about_en: words.about.en,
    opens_on: days[0],
    closes_on: days[1],
    moved_by: writer,
    created_at: instantOf(addDays(days[0], -10), '09:00'),
    updated_at: instantOf(addDays(days[0], -10), '09:00'),
  })
  const level5 = (zh: string, en: string) => ({ kind: 'level5', text: both(zh, en) })
  const lately: [Day, Day] = [addDays(today, -15), addDays(today, -1)]
  const place = (id: string, slug: string, zh = '', en = '') => ({
    campaign_id: id,
    service_point_id: pointId(slug),
    quota: 60,
    report_zh: zh,
    report_en: en,
  })
  const event = (id: string, n: number, what: string, by: string, day: Day) => ({
    campaign_id: id,
    n,
    at: instantOf(day, '09:00'),
    what,
    by_id: by,
    role: 'supervisor',
  })
  const events = (id: string, first: Day) => [
    event(id, 1, 'plan', writer, addDays(first, -10)),
    event(id, 2, 'send', writer, addDays(first, -9)),
    event(id, 3, 'publish', reader, addDays(first, -8)),
  ]
  const publish = (id: string, first: Day) => [
    exec(db, sql`UPDATE campaign SET state = 'review', rev = 1 WHERE id = ${id}`),
    exec(
      db,
      sql`UPDATE campaign SET state = 'out', published_at = ${instantOf(addDays(first, -8), '09:00')}, moved_by = ${reader},
            rev = 2 WHERE id = ${id}`,
    ),
  ]
  // How those with a code scored the reports: so many of each level, the best first.
  const scores: Record<string, number[]> = { qingshi: [21, 13, 6, 2, 1], nanqiao: [12, 16, 8, 3, 0] }
  const answers = Object.entries(scores).flatMap(([slug, levels]) =>
    levels.flatMap((count, i) => Array.from({ length: count }, () => ({ slug, level: 5 - i }))),
  )
  const statements = [
    ...insertAll(db, 'campaign', [
      {
        ...made(running, 'open-door', [addDays(today, -3), addDays(today, 25)], {
          title: both('冬季开门评警', 'Winter survey about the police'),
          about: both(
            '请您评一评身边的派出所和民警。结果在结束以后公布。',
            'Say what you think of the police near you. The results are published when it is over.',
          ),
        }),
        questions: JSON.stringify([
          level5(
            '总的来说，您对派出所的工作满意吗？',
            'All in all, are you satisfied with your police station?',
          ),
          {
            kind: 'choice',
            text: both(
              '晚上一个人在附近走，您觉得安全吗？',
              'Do you feel safe walking alone near home at night?',
            ),
            choices: [
              both('安全', 'Safe'),
              both('比较安全', 'Fairly safe'),
              both('不太安全', 'Not very safe'),
              both('不安全', 'Not safe'),
            ],
          },
          { kind: 'seen' },
        ]),
        seen_question: 3,
        takes_open: 1,
      },
      {
        ...made(past, 'report', lately, {
          title: both('派出所向群众报告一年的工作', 'The stations report on their year'),
          about: both(
            '请看您的派出所今年做了什么，再打个分。',
            'Read what your station did this year, and score it.',
          ),
        }),
        questions: JSON.stringify([
          level5('您对这份工作报告满意吗？', 'How satisfied are you with this report?'),
        ]),
        seen_question: 0,
        takes_open: 0,
      },
    ]),
    ...insertAll(db, 'campaign_point', [
      ...['qingshi', 'nanqiao', 'donghu'].map((slug) => place(running, slug)),
      place(
        past,
        'qingshi',
        '今年走访居民 320 户，调解纠纷 165 起，开恳谈会 12 次。东街路灯报修了三次才修好，这件事我们催得慢了。',
        'We called at 320 homes, settled 165 disputes and held 12 meetings. The lamps of East Street were repaired only at the third report: there we were slow.',
      ),
      place(
        past,
        'nanqiao',
        '今年每周驻村三天，送证上门 54 户。窗口中午没有人，群众意见大，十月起改为轮流吃饭。',
        'We were in the villages three days a week and brought certificates to 54 homes. Nobody was at the counter at noon, which many minded; since October we take turns.',
      ),
    ]),
    ...insertAll(db, 'campaign_event', [...events(running, addDays(today, -3)), ...events(past, lately[0])]),
    ...publish(running, addDays(today, -3)),
    ...publish(past, lately[0]),
    ...insertAll(
      db,
      'campaign_answer',
      answers.map(({ slug, level }, i) => ({
        id: `ca_${String(i).padStart(32, '0')}`,
        campaign_id: past,
        service_point_id: pointId(slug),
        day: addDays(lately[0], i % 15),
        verified: 1,
        answers: JSON.stringify({ 1: level }),
      })),
    ),
  ]
  await db.batch([statements[0]!, ...statements.slice(1)])
}
