import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { fieldMessages } from '../../../api/fieldMessage.ts'
import { apiClient } from '../../support/api.ts'
import { addSlot, bookOne, someone, twoStations } from '../../support/appointment.ts'
import { everyRow } from '../../support/faults.ts'

const api = apiClient()
let slot = ''
beforeEach(async () => {
  await twoStations()
  slot = await addSlot({ capPublic: 50 })
})

const base = { name: '张小明', phone: '13800000000', idType: 'none' }
const check = (applicant: Record<string, unknown>, more = {}) =>
  api.post('/appointments/check', {
    slotId: slot,
    matterCode: 'ID-02',
    applicant: { ...base, ...applicant },
    ...more,
  })

/** The one fault of an answer, which has words in both languages. */
async function faultOf(applicant: Record<string, unknown>, more = {}) {
  const { status, body, text } = await check(applicant, more)
  expect(status, text).toBe(422)
  expect(body.code).toBe('invalid-input')
  expect(body.errors, text).toHaveLength(1)
  expect(fieldMessages).toHaveProperty(body.errors[0].code)
  return `${body.errors[0].pointer} ${body.errors[0].code}`
}

describe('who comes', () => {
  test.each([
    ['张伟', '张伟', '张*'],
    ['欧阳娜娜', '欧阳娜娜', '欧阳**'],
    ['张 三', '张三', '张*'],
    ['买买提·阿布都热合曼', '买买提·阿布都热合曼', '买**'],
    ['迪丽热巴•迪力木拉提', '迪丽热巴·迪力木拉提', '迪**'],
    ['𠮷野家', '𠮷野家', '𠮷**'],
    ['李〇', '李〇', '李*'],
    ['Anne-Marie O’Brien', "Anne-Marie O'Brien", 'A**'],
    ['Nguyễn Thị Ánh', 'Nguyễn Thị Ánh', 'N**'],
    ['محمد علي', 'محمد علي', 'م**'],
    ['བསྟན་འཛིན', null, ''],
    ['Ａｌｉｃｅ', 'Alice', 'A**'],
    ['阿', '阿', '*'],
    ['王'.repeat(80), '王'.repeat(80), '王**'],
  ])('a name like %s', async (typed, kept, masked) => {
    const { status, body } = await check({ name: typed })
    if (kept === null) return expect([200, 422]).toContain(status)
    expect(status).toBe(200)
    expect(body.applicant.name).toBe(kept)
    const receipt = (await api.post('/appointments', someone(slot, { applicant: { ...base, name: typed } })))
      .body
    expect(receipt.applicantName).toBe(masked)
  })

  test('what is no name', async () => {
    for (const [name, code] of [
      ['', 'name.required'],
      ['  　', 'name.required'],
      ['王'.repeat(81), 'name.length'],
      ['<script>alert(1)</script>', 'name.characters'],
      ["Robert'); DROP TABLE booking;--", 'name.characters'],
      ['=HYPERLINK("x")', 'name.characters'],
      ['张三😀', 'name.characters'],
      ['张\u0000三', 'name.characters'],
      ['张\u202e三', 'name.characters'],
      ['张\n三', 'name.characters'],
      ['张三1', 'name.characters'],
      ['\ud800', 'characters'],
      ['·', 'name.characters'],
    ] as const) {
      expect(await faultOf({ name }), JSON.stringify(name)).toBe(`/applicant/name ${code}`)
      expect(await faultOf({}, { helper: { name, phone: '13900000000' } })).toBe(`/helper/name ${code}`)
    }
  })

  test('phones: mobiles, landlines, as people type them', async () => {
    for (const [typed, kept] of [
      ['138 0000 0000', '13800000000'],
      ['+86 138-0000-0000', '13800000000'],
      ['１３８００００００００', '13800000000'],
      ['010-65551234', '010-65551234'],
      ['(0771) 5551234转12', '0771-5551234-12'],
      ['000-0000-0011', '000-00000011'],
    ])
      expect((await check({ phone: typed })).body.applicant?.phone, typed).toBe(kept)
    for (const [phone, code] of [
      ['', 'phone.required'],
      ['1380000000', 'phone.short'],
      ['138000000000', 'phone.long'],
      ['12800000000', 'phone.shape'],
      ['65551234', 'phone.short'],
      ['１３８<b>', 'phone.characters'],
      ['138\u000000000000', 'phone.characters'],
    ] as const)
      expect(await faultOf({ phone }), JSON.stringify(phone)).toBe(`/applicant/phone ${code}`)
  })

  test('a landline gets no messages, a helper’s mobile does, and the receipt says which', async () => {
    const landline = { ...base, phone: '010-65551234' }
    const silent = await bookOne(api, slot, { applicant: landline })
    expect(silent.remindAt).toBeNull()
    expect(await env.DB.prepare('SELECT count(*) AS n FROM outbox').first('n')).toBe(0)
    const helped = await api.post(
      '/appointments',
      someone(slot, {
        applicant: { ...landline, name: '李奶奶' },
        helper: { name: '李小红', phone: '13900000000' },
      }),
    )
    expect(helped.body).toMatchObject({ helperName: '李**', remindAt: '2026-11-23T18:00:00+08:00' })
    const outbox = await env.DB.prepare(
      'SELECT template, state, not_before AS t FROM outbox ORDER BY t',
    ).all()
    expect(outbox.results).toMatchObject([
      { template: 'appointment.booked', state: 'waiting' },
      { template: 'appointment.reminder', t: Date.parse('2026-11-23T18:00:00+08:00') },
    ])
    const seen = await api.post('/track', {
      reference: helped.body.reference,
      accessCode: helped.body.accessCode,
    })
    expect(seen.body.appointment).toMatchObject({ applicantPhone: '010-****1234', helperName: '李**' })
  })
})

describe('documents (standards B8)', () => {
  const documents: [string, string[], [string, string][]][] = [
    [
      'resident-id',
      [
        '11010519491231002X',
        '11010519491231002x',
        ' 440524 18800101 0014 ',
        '１１０１０５１９４９１２３１００２Ｘ',
      ],
      [
        ['110105194912310021', 'id.check'],
        ['11010519490231002X', 'id.date'],
        ['110105491231002', 'id.first-generation'],
        ['1101051949123100', 'id.length'],
        ['11010519491231002<', 'id.characters'],
        ['', 'id.required'],
      ],
    ],
    [
      'hk-macau-permit',
      ['H12345678', 'm1234567800'],
      [
        ['H1234567', 'id.shape'],
        ['A12345678', 'id.shape'],
        ['H123456780', 'id.shape'],
      ],
    ],
    [
      'taiwan-permit',
      ['12345678'],
      [
        ['1234567', 'id.shape'],
        ['1234567A', 'id.shape'],
      ],
    ],
    [
      'foreigner-permanent-residence',
      ['USA123456789012'],
      [
        ['US123456789012', 'id.shape'],
        ['911111199001010010', 'id.check'],
      ],
    ],
    [
      'passport',
      ['E12345678', 'ab12345'],
      [
        ['E123', 'id.shape'],
        ['E'.repeat(18), 'id.shape'],
        ['E123-4567!', 'id.shape'],
      ],
    ],
    ['none', ['', 'whatever', '<script>'], []],
  ]
  test.each(documents)('%s', async (idType, good, bad) => {
    for (const idNumber of good) {
      const { status, body, text } = await check({ idType, idNumber })
      expect(status, text).toBe(200)
      if (idType === 'none') expect(body.applicant.idNumber).toBeNull()
    }
    for (const [idNumber, code] of bad)
      expect(await faultOf({ idType, idNumber }), idNumber).toBe(`/applicant/idNumber ${code}`)
    if (idType !== 'none') expect(await faultOf({ idType })).toBe('/applicant/idNumber id.required')
  })

  test('other types are not known', async () => {
    expect((await check({ idType: 'driving-licence', idNumber: '1' })).status).toBe(422)
    expect((await check({ idType: '__proto__' })).status).toBe(422)
  })
})

describe('one open booking for a person and a matter', () => {
  const book = (applicant: Record<string, unknown>, more = {}) =>
    api.post('/appointments', {
      slotId: slot,
      matterCode: 'ID-02',
      applicant: { ...base, ...applicant },
      ...more,
    })

  test.each([
    [
      { idType: 'resident-id', idNumber: '11010519491231002X' },
      [
        { idType: 'resident-id', idNumber: '11010519491231002x', phone: '13900000001' },
        { idType: 'resident-id', idNumber: ' 110105 19491231 002Ｘ', name: '张大明' },
      ],
    ],
    [
      { idType: 'hk-macau-permit', idNumber: 'H1234567800', name: '陈大文' },
      [
        { idType: 'hk-macau-permit', idNumber: 'H1234567801', name: 'Chan Tai Man' },
        { idType: 'hk-macau-permit', idNumber: 'h12345678', phone: '13900000001' },
      ],
    ],
    [
      { idType: 'none', name: 'Maria Silva' },
      [
        { idType: 'none', name: 'MARIA  SILVA', phone: '+86 138-0000-0000' },
        { idType: 'none', name: 'Ｍaria Silva', phone: '１３８００００００００' },
      ],
    ],
  ])('%j', async (first, others) => {
    const receipt = (await book(first)).body
    expect(receipt.reference).toBeTruthy()
    for (const other of others) {
      expect(await book(other, { slotId: await addSlot() })).toMatchObject({
        status: 409,
        body: { code: 'already-booked' },
      })
    }
    const at = `/appointments/${receipt.reference}/cancel`
    expect((await api.post(at, { accessCode: receipt.accessCode })).status).toBe(200)
    expect((await book(others[0]!)).status, 'cancelled, so free to book again').toBe(201)
  })

  test('whoever took it: a place given by phone or at the counter counts too', async () => {
    for (const channel of ['phone', 'counter']) {
      const idNumber = channel === 'phone' ? 'E12345678' : 'E12345679'
      const { reference, accessCode } = (await book({ idType: 'passport', idNumber })).body
      await env.DB.prepare('UPDATE booking SET channel = ? WHERE reference = ?')
        .bind(channel, reference)
        .run()
      expect((await book({ idType: 'passport', idNumber })).body.code).toBe('already-booked')
      await api.post(`/appointments/${reference}/cancel`, { accessCode })
    }
  })

  test('at the same time: one', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => book({})))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)])
  })

  test('another matter and another person are free', async () => {
    await book({})
    const general = await addSlot({ group: 'general' })
    expect((await book({}, { slotId: general, matterCode: 'CR-01' })).status).toBe(201)
    expect((await book({ name: '张小红' })).status, 'a family shares a phone').toBe(201)
    expect((await book({ phone: '13900000000' })).status, 'many share a name').toBe(201)
  })
})

test('hostile text in any field is refused or kept as plain text, and never answered with a fault', async () => {
  const before = Object.keys(await everyRow())
  const texts = [
    '<script>alert(1)</script>',
    "'; DROP TABLE booking; --",
    '" OR 1=1 --',
    '%s%n%x',
    '{{7*7}}',
    'x'.repeat(5_000),
    '字'.repeat(5_000),
    '👩‍👩‍👧‍👦🇨🇳',
    'a\u0000b',
    '\u202egnp.exe',
    '\ud800',
    '../../etc/passwd',
    '\r\nSet-Cookie: a=b',
    '__proto__',
  ]
  const plain: Record<string, unknown> = {
    ...someone(slot),
    helper: { name: '李四', phone: '13900000000' },
    note: '',
    proof: '',
    website: '',
  }
  const fields = [
    'slotId',
    'matterCode',
    'note',
    'proof',
    'website',
    'applicant.name',
    'applicant.phone',
    'applicant.idType',
    'applicant.idNumber',
    'helper.name',
    'helper.phone',
  ]
  for (const text of texts) {
    const answers = await Promise.all(
      fields.map((field) => {
        const body = structuredClone(plain)
        const [outer, inner] = field.split('.') as [string, string | undefined]
        if (inner) (body[outer] as Record<string, unknown>)[inner] = text
        else body[outer] = text
        return api.post('/appointments/check', body)
      }),
    )
    answers.forEach(({ status, text: answer }, i) => {
      expect(
        [200, 409, 422],
        `${fields[i]} = ${JSON.stringify(text).slice(0, 40)}: ${answer.slice(0, 200)}`,
      ).toContain(status)
    })
    for (const path of [
      `/stations/${encodeURIComponent(text.toWellFormed())}/slots?matter=ID-02`,
      `/stations/one/slots?matter=${encodeURIComponent(text.toWellFormed())}`,
      `/slots/${encodeURIComponent(text.toWellFormed())}?matter=ID-02`,
    ])
      expect([404, 422], path.slice(0, 80)).toContain((await api.get(path)).status)
    const opened = await api.post('/track', { reference: text, accessCode: text })
    expect(opened.status).toBe(422)
  }
  expect(Object.keys(await everyRow())).toEqual(before)
})

test('a note is kept word for word, in every script, up to 300 characters', async () => {
  for (const note of ['带轮椅 🧑‍🦽', 'سلام', 'a\nb\tc', '<b>&amp;', '字'.repeat(300), '👪'.repeat(300)])
    expect((await check({}, { note })).body.note).toBe(note)
  expect((await check({}, { note: '  a\r\nb ' })).body.note).toBe('a\nb')
  expect((await check({}, { note: ' ' })).body.note).toBeNull()
  expect(await faultOf({}, { note: '字'.repeat(301) })).toBe('/note too-long')
  expect(await faultOf({}, { note: 'a\u0000b' })).toBe('/note note.characters')
  expect((await check({}, { note: 'a\u202eb\u202c' })).body.note).toBe('ab')
})

test('all faults are told at once, in the reader’s language', async () => {
  const body = {
    slotId: slot,
    matterCode: 'ID-02',
    applicant: { name: '', phone: '1', idType: 'passport' },
    helper: { name: '1', phone: '' },
    note: 'x'.repeat(301),
  }
  const zh = await api.post('/appointments', body)
  expect(zh.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/applicant/name',
    '/applicant/phone',
    '/applicant/idNumber',
    '/helper/name',
    '/helper/phone',
    '/note',
  ])
  const en = await apiClient({ locale: 'en' }).post('/appointments', body)
  expect(en.body.errors.map(({ message }: { message: string }) => message)).not.toEqual(
    zh.body.errors.map(({ message }: { message: string }) => message),
  )
  expect(en.text).not.toMatch(/\p{Script=Han}/u)
})
