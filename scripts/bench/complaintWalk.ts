import { often } from './seed/complaints.ts'

/** Somebody's request, and what it is called in the table. */
export interface Step {
  name: string
  method?: 'GET' | 'POST'
  path: string
  body?: object
  who?: 'handler' | 'supervisor'
}

/** What a walk reads of an answer: of a receipt, of a list. */
interface Answer {
  reference: string
  accessCode: string
  nextCursor: string | null
}

/** Asks once, notes under its name what it cost, and gives what was answered. */
export type Ask = (step: Step) => Promise<Answer>

/** The station whose lists are read, another one, and a town of the first. */
export interface Walked {
  db: D1Database
  shown: string
  other: string
  town: string
}

const tabs = ['new', 'mine', 'open', 'waiting', 'late', 'tray', 'over'] as const

/**
 * One of everything that is asked about complaints: by those who tell the police something, by the handler of a station and
 * by the supervision desk, the same requests in the same order whatever else is there.
 */
export async function walkComplaints(ask: Ask, { db, shown, other, town }: Walked): Promise<void> {
  const by = { name: '张小明', phone: '13800000031' }
  const service = { kind: 'service', words: '窗口让我跑了三趟。', about: shown, ...by }
  const file = (name: string, body: object) => ask({ name, method: 'POST', path: '/complaints', body })
  const told = await file('file a complaint', service)
  const receipt = { reference: told.reference, accessCode: told.accessCode }
  await file('file a small problem', {
    ...{ kind: 'problem', words: '灯不亮。', category: 'small-hazard', town, place: '3 号楼前' },
    ...by,
  })
  const accused = await file('file an accusation by nobody', {
    ...{ kind: 'misconduct', words: '所长收了烟酒。', anonymous: true, about: shown },
  })
  // What is opened at the station is a copy of the text sent most, of the phone that never rests.
  await db
    .prepare('UPDATE complaint SET words_key = ?1, phone_key = ?2 WHERE reference = ?3')
    .bind(often.words, often.phone, told.reference)
    .run()
  await lists(ask, shown, other)
  const held = (verb: string, more: object = {}) => ({
    method: 'POST' as const,
    path: `/complaints/${told.reference}/${verb}`,
    body: { accessCode: told.accessCode, ...more },
  })
  const desk = async (verb: string, more: object = {}, who: Step['who'] = 'handler') => {
    const { rev } = (await db
      .prepare('SELECT rev FROM complaint WHERE reference = ?')
      .bind(told.reference)
      .first<{ rev: number }>())!
    const path = `/staff/complaints/${told.reference}/${verb}`
    await ask({ name: `at work: ${verb}`, method: 'POST', path, body: { rev, ...more }, who })
  }
  await ask({ name: 'look up by code', method: 'POST', path: '/track', body: receipt })
  await ask({ name: 'its author reads it', ...held('open') })
  await ask({ name: 'at work: open one', path: `/staff/complaints/${told.reference}`, who: 'handler' })
  await ask({
    name: 'supervision: open an accusation',
    path: `/staff/complaints/${accused.reference}`,
    who: 'supervisor',
  })
  await desk('take')
  await desk('accept')
  await desk('ask', { words: '哪天？' })
  await ask({ name: 'its author replies', ...held('messages', { words: '上周三。' }) })
  await desk('message', { words: '收到。' })
  await desk('answer', { done: '已经道歉。', by: '窗口' })
  await ask({ name: 'its author objects', ...held('object', { words: '没有人道歉。' }) })
  await desk('take', {}, 'supervisor')
  await desk('answer', { done: '已经当面道歉。', by: '督察' }, 'supervisor')
  await ask({ name: 'its author accepts', ...held('accept', { satisfied: 5 }) })
  await ask({ name: 'call-backs', path: '/staff/callbacks', who: 'supervisor' })
}

/** Every list at work, its second page, and what the supervision desk reads of one station. */
async function lists(ask: Ask, shown: string, other: string): Promise<void> {
  const list = async (name: string, who: 'handler' | 'supervisor', query: string) => {
    const path = `/staff/complaints?${query}`
    const { nextCursor } = await ask({ name, path, who })
    return nextCursor && encodeURIComponent(nextCursor)
  }
  for (const who of ['handler', 'supervisor'] as const)
    for (const tab of tabs) {
      const cursor = await list(`${who}: ${tab}`, who, `show=${tab}`)
      if (cursor) await list(`${who}: ${tab}, page 2`, who, `show=${tab}&cursor=${cursor}`)
    }
  for (const tab of ['open', 'late', 'over'] as const) {
    await list(`supervisor: ${tab} of a station`, 'supervisor', `show=${tab}&station=${shown}`)
    await list(`supervisor: ${tab} of another station`, 'supervisor', `show=${tab}&station=${other}`)
  }
}
