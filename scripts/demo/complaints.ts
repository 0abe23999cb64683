import type { ToTry } from './file.ts'
import type { AtWork } from './staff.ts'
import { call, nextAddress } from './wire.ts'

/** One demonstration of what residents tell the police. Everybody in it is invented. */
interface DemoComplaint {
  key: string
  body: object
  /** Who works on it, and what they do. */
  desk: 'handler' | 'supervisor'
  acts: [verb: string, more?: object][]
  shown: boolean
}

const complaints: readonly DemoComplaint[] = [
  {
    key: 'lamp',
    body: {
      kind: 'problem',
      words: '（样张）石桥社区 3 号楼前的路灯坏了一个星期，老人晚上看不见台阶。',
      name: '孙样张',
      phone: '13800000041',
      category: 'small-hazard',
      town: '990101100',
      place: '石桥社区 3 号楼前',
      open: true,
    },
    desk: 'handler',
    acts: [
      ['accept'],
      ['answer', { done: '（样张）路灯已换，台阶边贴了反光条。', by: '社区民警', noPhoto: '演示，没有照片' }],
    ],
    shown: true,
  },
  {
    key: 'stairs',
    body: {
      kind: 'problem',
      words: '（样张）石桥社区菜场门口的台阶松了一块，下雨天有人滑倒。',
      name: '吴样张',
      phone: '13800000043',
      category: 'small-hazard',
      town: '990101100',
      place: '石桥社区菜场门口',
      open: true,
    },
    desk: 'supervisor',
    acts: [
      ['sort'],
      ['accept'],
      ['answer', { done: '（样张）台阶已重新砌好。', by: '社区民警', noPhoto: '演示，没有照片' }],
      [
        'publish',
        {
          said: '（样张）菜场门口的台阶松了，下雨天容易滑倒。',
          did: '（样张）和社区一起把台阶重新砌好，装了扶手。',
          photos: [],
        },
      ],
    ],
    shown: false,
  },
  {
    key: 'drain',
    body: {
      kind: 'problem',
      words: '（样张）井盖松了，车一过就响。',
      name: '郑样张',
      phone: '13800000044',
      category: 'small-hazard',
      town: '990101100',
      place: '石桥社区小学门口',
      open: true,
    },
    desk: 'handler',
    acts: [['sort'], ['accept']],
    shown: false,
  },
  {
    key: 'accusation',
    body: {
      kind: 'misconduct',
      words: '（样张）有人收了沙场的烟酒，对夜里偷采不管。',
      anonymous: true,
      about: 'nanqiao',
    },
    desk: 'supervisor',
    acts: [['accept'], ['ask', { words: '（样张）是哪一个沙场，大约哪几天？' }]],
    shown: true,
  },
  {
    key: 'question',
    body: {
      kind: 'question',
      words: '（样张）孩子满月了，在外地出生的，户口怎么上？',
      name: '周样张',
      phone: '13800000042',
      about: 'qingshi',
      open: true,
    },
    desk: 'handler',
    acts: [['sort']],
    shown: false,
  },
]

/** What each is called in the marker. */
export const complaintKeys = complaints.map(({ key }) => key)

/** Sends the demonstration's complaints and works on them; gives what of them may be looked up, and what went wrong in words. */
export async function fileDemoComplaints(
  origin: string,
  desks: Record<DemoComplaint['desk'], AtWork>,
): Promise<{ toTry: ToTry[]; trouble: string[] }> {
  const toTry: ToTry[] = []
  const trouble: string[] = []
  for (const { key, body, desk, acts, shown } of complaints) {
    try {
      const told = await call(origin, '/complaints', body, { 'cf-connecting-ip': nextAddress() })
      const { reference, accessCode } = told.body as { reference: string; accessCode: string }
      for (const [verb, more] of acts) await desks[desk].complain(reference, verb, more)
      if (shown) toTry.push({ what: 'track', of: key, number: reference, code: accessCode })
    } catch (error) {
      trouble.push(`${key}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { toTry, trouble }
}
