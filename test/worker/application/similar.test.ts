import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { begun, filedOne, type Holding, lin, ready } from '../../support/applying.ts'
import { atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const wang = { ...lin, name: '王样张', idNumber: '11010519491231002X' }
const elsewhere = { ...wang, phone: '13800000032' }
const day = '2026-11-23'

/** A draft with everything in it, and nothing proved. */
async function typed(person: object, more: object = {}): Promise<Holding> {
  const draft = await begun(api)
  const said = { applicant: person, section: 'use', answers: {}, delivery: 'counter', ...more }
  expect((await draft.do('save', said)).status).toBe(200)
  return draft
}

async function logIn(draft: Holding): Promise<void> {
  const { request } = (await draft.do('identity/begin')).body.fields
  const login = await api.post('/identity/stand-in', { request, idNumber: wang.idNumber, pin: '204816' })
  expect((await draft.do('identity', { assertion: login.body.assertion })).body.identity).toBe('verified')
}

/** What a draft shows of others, and what sending it answers. */
async function told(draft: Holding) {
  const { similar } = await draft.open()
  const sent = await draft.do('submit')
  return { similar, status: sent.status, code: sent.body.code, named: sent.body.similar }
}

describe('an application like one that is open', () => {
  test('is shown before it is sent to whoever confirmed the same number, and sent nevertheless on their word', async () => {
    const { reference } = await filedOne(api)
    const second = await ready(api)
    const similar = [{ reference, day }]
    expect(await told(second)).toEqual({ similar, status: 409, code: 'application-similar', named: similar })
    expect((await second.open()).state).toBe('draft')
    expect((await second.do('submit', { again: true })).body.state).toBe('submitted')
    // What is sent is compared with nothing any more.
    expect((await second.open()).similar).toEqual([])
  })

  test('is shown to the person who logged in, whatever number it was filed with', async () => {
    const { reference } = await filedOne(api, wang)
    const second = await typed(elsewhere)
    expect((await second.open()).similar).toEqual([])
    await logIn(second)
    const similar = [{ reference, day }]
    expect(await told(second)).toEqual({ similar, status: 409, code: 'application-similar', named: similar })
    expect((await second.do('submit', { again: true })).body.state).toBe('submitted')
  })

  test('that waits for its proof is one as well', async () => {
    const first = await typed(wang)
    expect((await first.do('submit')).body.state).toBe('identity')
    const second = await typed(elsewhere)
    await logIn(second)
    expect((await second.open()).similar).toEqual([{ reference: first.reference, day }])
  })

  test('is told to nobody who only typed the name and the number: every answer is as if there were none', async () => {
    const answers = async () => {
      const plain = await typed(elsewhere)
      const confirmed = await ready(api, { ...wang, phone: '13800000033' })
      const helper = { name: '陈样张', phone: '13800000034', relation: 'guardian' }
      const helped = await typed({ ...wang, phone: '13800000035' }, { helper })
      await logIn(helped)
      const all = []
      for (const draft of [plain, confirmed, helped]) {
        const { similar } = await draft.open()
        const { status, body } = await draft.do('submit')
        const errors = body.errors?.map(({ code }: { code: string }) => code)
        all.push({
          similar,
          status,
          code: body.code,
          state: body.state,
          errors,
          keys: Object.keys(body).sort(),
        })
        await draft.do('withdraw')
      }
      return all
    }
    const none = await answers()
    expect(none.map(({ similar }) => similar)).toEqual([[], [], []])
    await filedOne(api, wang)
    expect(await answers()).toEqual(none)
  })

  test.each([{ outcome: 'refused', ground: 'record', words: '有记录。' }, { outcome: 'approved' }])(
    'is one no more once it is decided, however ($outcome); nor is a draft',
    async (decision) => {
      const first = await filedOne(api, wang)
      await typed(wang)
      const desk = await atDesk(staffApi({ clock }), clock, 'chief')
      expect((await desk.do(first.reference, 'accept')).status).toBe(200)
      const second = await typed(elsewhere)
      await logIn(second)
      expect((await second.open()).similar).toHaveLength(1)
      expect((await desk.do(first.reference, 'decide', decision)).status).toBe(200)
      expect((await second.open()).similar).toEqual([])
      expect((await second.do('submit')).status).toBe(200)
    },
  )
})
