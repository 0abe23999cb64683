import { addDays, type Day } from '../../api/calendar/day.ts'
import type { DemoPerson, Filing, Filled } from './resident.ts'
import type { AtWork } from './staff.ts'

/** Who works on the demonstration's cases. */
export interface Desk {
  handler: Pick<AtWork, 'do'>
  chief: Pick<AtWork, 'do'>
}

/** One demonstration application: what is filled in, and what happens to it after that. */
export interface DemoCase {
  key: string
  filled: Filled
  after?(desk: Desk, filing: Filing): Promise<unknown>
  /** Shown to whoever starts the house: to look up, and (`issued`) to check what was issued. */
  tries?: 'track' | 'issued'
}

// The two specimens of the national standard, who can log in at the stand-in, and people without a resident's number.
const id = 'resident-id'
const wang: DemoPerson = {
  name: '王样张',
  phone: '13800000011',
  idType: id,
  idNumber: '11010519491231002X',
  pin: '204816',
}
const chen: DemoPerson = {
  name: '陈样张',
  phone: '13800000012',
  idType: id,
  idNumber: '440524188001010014',
  pin: '730159',
}
// Has only typed what they know of somebody else, or has not got round to it.
const { pin: _, ...chenTyped } = chen
const tang: DemoPerson = {
  name: '唐样张',
  phone: '13800000014',
  idType: 'hk-macau-permit',
  idNumber: 'H00000002',
}
const sun: DemoPerson = { name: '孙样张', phone: '13800000015', idType: 'none' }

const record = { whose: 'person', foreign: 'no', where: 'registered', times: 'up-to-three' }
const registered = { foreign: 'no', home: 'no', stay: 'yes', station: 'yes' }
const court = { zh: '开门县人民法院（演示）', en: 'Kaimen County Court (demonstration)' }

/** The cases as of a day, in the order of a life: a new one first. */
export const demoCases = (today: Day): readonly DemoCase[] => [
  {
    key: 'unproved',
    filled: {
      person: { ...chenTyped, phone: '13800000013' },
      matterCode: 'CR-01',
      station: 'qingshi',
      eligibility: record,
      delivery: 'counter',
    },
  },
  {
    key: 'new',
    filled: {
      person: wang,
      matterCode: 'RP-01',
      station: 'qingshi',
      eligibility: registered,
      answers: {
        home: { address: '青石路 1 号 2 栋 301 室（演示）', kind: 'rented', arrived: addDays(today, -20) },
      },
      delivery: 'electronic',
    },
  },
  {
    key: 'correction',
    filled: {
      person: tang,
      matterCode: 'DOG-01',
      station: 'qingshi',
      eligibility: { vaccinated: 'yes', station: 'yes' },
      answers: {
        dog: {
          breed: '串儿',
          colour: '黄白',
          sex: 'female',
          hasChip: 'no',
          vaccinatedOn: addDays(today, -200),
        },
        home: { address: '青石路 9 号（演示）' },
      },
      papers: ['rabies', 'dogPhoto'],
      delivery: 'counter',
    },
    after: ({ handler }, { reference }) =>
      handler.do(reference, 'ask', {
        items: [
          { target: 'material:rabies', kind: 'unreadable', words: '（演示）疫苗日期拍糊了，请重拍一张。' },
        ],
      }),
    tries: 'track',
  },
  {
    key: 'elsewhere',
    filled: {
      person: wang,
      matterCode: 'CR-01',
      station: 'qingshi',
      eligibility: record,
      delivery: 'counter',
    },
    async after({ handler }, { reference }) {
      await handler.do(reference, 'accept')
      await handler.do(reference, 'elsewhere', { reason: 'inquiry', office: court })
    },
  },
  {
    key: 'issued',
    filled: {
      person: chen,
      matterCode: 'CR-01',
      station: 'qingshi',
      eligibility: record,
      delivery: 'counter',
    },
    async after({ handler }, { reference }) {
      await handler.do(reference, 'accept')
      await handler.do(reference, 'decide', { outcome: 'approved' })
      await handler.do(reference, 'issue', { finding: 'none' })
    },
    tries: 'issued',
  },
  {
    key: 'refused',
    filled: {
      person: { ...chenTyped, phone: '13800000016' },
      matterCode: 'HK-04',
      station: 'qingshi',
      eligibility: { age: 'adult', whose: 'own', station: 'yes' },
      answers: { name: { newName: '陈大样', reason: '（演示）想换一个响亮一点的名字。' } },
      delivery: 'counter',
    },
    async after({ chief }, { reference }) {
      await chief.do(reference, 'accept')
      const words = '（演示）理由还不够，补充了情况可以再申请。'
      await chief.do(reference, 'decide', { outcome: 'refused', ground: 'no-reason', words })
    },
  },
  {
    key: 'visit',
    filled: {
      person: sun,
      matterCode: 'HV-01',
      station: 'qingshi',
      eligibility: { can: 'no', station: 'yes' },
      answers: {
        what: { matters: ['id-02'] },
        why: { reason: 'bedridden' },
        where: { place: 'home', address: '青石巷 88 号 2 楼（演示）', times: ['any'] },
      },
    },
    async after({ handler }, { reference }) {
      await handler.do(reference, 'accept')
      const words = '（演示）电话里约好了这一天。'
      await onSomeDay(today, (day) =>
        handler.do(reference, 'decide', { outcome: 'approved', visitOn: { day, part: 'morning' }, words }),
      )
    },
  },
  {
    key: 'withdrawn',
    filled: {
      person: chen,
      matterCode: 'RP-01',
      station: 'nanqiao',
      eligibility: registered,
      answers: { home: { address: '南桥街 5 号（演示）', kind: 'kin', arrived: addDays(today, -3) } },
      delivery: 'counter',
    },
    after: (_desk, filing) => filing.do('withdraw'),
  },
]

/** Tries the days from the day after tomorrow on until one is a working day. */
async function onSomeDay(today: string, promise: (day: string) => Promise<unknown>): Promise<void> {
  for (let ahead = 2; ; ahead++) {
    try {
      await promise(addDays(today, ahead))
      return
    } catch (error) {
      if (ahead === 14 || !String(error).includes('visit.closed')) throw error
    }
  }
}
