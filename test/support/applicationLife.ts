import { expect } from 'vitest'
import type { Clock } from '../../api/shared/clock.ts'
import type { apiClient } from './api.ts'
import { sender } from './applicationFiles.ts'
import { begun } from './applying.ts'
import { atDesk } from './atDesk.ts'
import { pdfFile } from './files.ts'
import { waitingMessages } from './outbox.ts'
import type { staffApi } from './signedIn.ts'

/** Strings that stand nowhere else: whatever is typed into an application, by anybody. */
export const typed = {
  name: '慕容金丝雀',
  phone: '13912345678',
  idNumber: '440524188001010014',
  helperName: '司徒画眉',
  helperPhone: '13887654321',
  authority: '金丝雀亲笔写的委托书 vollmacht',
  purpose: '夜莺中学要这份证明 nachtigall',
  residence: '云雀路17号3单元',
  address: '白鹭街88号 reiherstrasse',
  fileName: '委托书-金丝雀-kanarienvogel.pdf',
  message: '请打给百灵 lerche',
  asked: '委托书看不清 milan',
  note: '与百灵核对过 zaunkoenig',
  reason: '用途写的是夜莺 rotkehlchen',
}

/** What is looked for: all of it, and pieces that would give somebody away. */
export const fragments = [
  ...Object.values(typed),
  ...['金丝雀', '画眉', '夜莺', '百灵', '云雀', '白鹭', '12345678', '87654321', '0101001'],
  ...['vollmacht', 'nachtigall', 'reiher', 'kanarien', 'lerche', 'milan', 'zaunkoenig', 'rotkehlchen'],
]

interface Life {
  api: ReturnType<typeof apiClient>
  staff: ReturnType<typeof staffApi>
  clock: Clock
}

/**
 * One application with everything in it, from the first word to a refusal with its letter: filed by a helper, with files,
 * messages, a correction, a look at the record and an inner note. Whatever is not taken fails the test.
 */
export async function wholeLife({ api, staff, clock }: Life) {
  const ok = <T extends { status: number; text: string }>(answer: T, status = 200): T => {
    expect(answer.status, answer.text).toBe(status)
    return answer
  }
  const eligibility = { whose: 'person', foreign: 'no', where: 'residence', times: 'more' }
  const draft = await begun(api, { eligibility })
  const { reference, accessCode } = draft
  const said = {
    applicant: { name: typed.name, phone: typed.phone, idType: 'resident-id', idNumber: typed.idNumber },
    helper: {
      name: typed.helperName,
      phone: typed.helperPhone,
      relation: 'relative',
      authority: typed.authority,
    },
    section: 'use',
    answers: { purpose: typed.purpose, residence: typed.residence },
    delivery: 'post',
    address: typed.address,
  }
  // Refused once, as something is missing; the answer may not be kept either.
  await draft.do('save', { ...said, answers: { purpose: typed.purpose } })
  ok(await draft.do('save', said))
  ok(await draft.do('phone'))
  const code = (await waitingMessages('phone.code', reference)).at(-1)?.data.code ?? ''
  ok(await draft.do('phone/confirm', { code }))
  const opened = await draft.open()
  const wanted = (opened.materials as { key: string; from: string; required: boolean }[]).filter(
    (one) => one.from === 'applicant' && one.required,
  )
  const phone = sender({ reference, accessCode, clock })
  for (const { key: material } of wanted)
    ok(await phone.send(pdfFile(), { material, name: typed.fileName }), 201)
  // One that is begun and not completed.
  ok(await phone.begin(pdfFile(), { material: wanted[0]?.key, name: typed.fileName }), 201)
  const filed = ok(await draft.do('submit')).body
  ok(await draft.do('messages', { words: typed.message }))
  const handler = await atDesk(staff, clock, 'chief')
  const asked = [{ target: `material:${wanted[0]?.key}`, kind: 'unreadable', words: typed.asked }]
  ok(await handler.do(reference, 'ask', { items: asked }))
  ok(await phone.send(pdfFile(), { material: wanted[0]?.key, name: typed.fileName }), 201)
  ok(await draft.do('answer'))
  ok(await handler.do(reference, 'accept'))
  await handler.do(reference, 'note', { words: typed.note })
  await handler.post(`/staff/records/${reference}/unmask`, {
    fields: ['name'],
    reason: 'other',
    words: typed.note,
  })
  const refusal = { outcome: 'refused', ground: 'no-purpose', words: typed.reason }
  const decided = ok(await handler.do(reference, 'decide', refusal)).body as { certificate: string }
  return {
    reference,
    accessCode,
    personCode: filed.personCode as string,
    certificate: decided.certificate,
    draft,
  }
}
