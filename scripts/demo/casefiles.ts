import type { ToTry } from './file.ts'
import type { AtWork } from './staff.ts'

/** One demonstration police case: whom it concerns, and how far it has come. Everybody in it is invented. */
interface DemoCasefile {
  key: string
  kind: 'report' | 'security' | 'criminal'
  people: { role: string; name: string; phone: string; wish: string }[]
  steps: { to: string; where?: { zh: string; en: string } }[]
  shown: boolean
}

const person = (role: string, name: string, n: number, wish = 'told') => ({
  role,
  name,
  phone: `138000000${n}`,
  wish,
})

const casefiles: readonly DemoCasefile[] = [
  {
    key: 'case-open',
    kind: 'security',
    people: [person('reporter', '赵样张', 31), person('victim', '钱样张', 32, 'look')],
    steps: [{ to: 'accepted' }, { to: 'filed' }],
    shown: true,
  },
  {
    key: 'case-refused',
    kind: 'criminal',
    people: [person('reporter', '李样张', 33)],
    steps: [{ to: 'accepted' }, { to: 'not-filed' }],
    shown: true,
  },
  {
    key: 'case-passed-on',
    kind: 'report',
    people: [person('reporter', '吴样张', 34, 'none')],
    steps: [
      {
        to: 'transferred',
        where: { zh: '南桥派出所（演示）', en: 'Nanqiao Police Station (demonstration)' },
      },
    ],
    shown: false,
  },
]

/** What each is called in the marker. */
export const casefileKeys = casefiles.map(({ key }) => key)

/** Opens the demonstration's police cases at the desk; gives what of them may be looked up, and what went wrong in words. */
export async function fileDemoCasefiles(desk: AtWork): Promise<{ toTry: ToTry[]; trouble: string[] }> {
  const toTry: ToTry[] = []
  const trouble: string[] = []
  for (const { key, kind, people, steps, shown } of casefiles) {
    try {
      const { reference, receipts } = await desk.openCase({
        point: 'qingshi',
        kind,
        officer: { name: '韩立', badge: 'DEMO02' },
        parties: people,
      })
      for (const step of steps) await desk.stepCase(reference, step)
      const code = receipts[0]?.accessCode
      if (shown && code) toTry.push({ what: 'track', of: key, number: reference, code })
    } catch (error) {
      trouble.push(`${key}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { toTry, trouble }
}
