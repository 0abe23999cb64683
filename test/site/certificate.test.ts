import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { expect, test } from 'vitest'
import { fileResults } from '../../api/certificate/checkFile.ts'
import type { KnownCertificate, OpenedCertificate } from '../../api/certificate/schema.ts'
import { documentName, fileFindings, readCertificateForm } from '../../site/lib/certificate.ts'
import { translator } from '../../site/lib/text.ts'
import { htmlFaults } from '../support/validHtml.ts'

const known: KnownCertificate = {
  status: 'valid',
  number: 'Z-20261123-7K3M9Q',
  type: 'refusal',
  title: { zh: '不予出具通知书', en: 'Notice of refusal' },
  issuer: { zh: '青石派出所', en: 'Qingshi Police Station', slug: 'qingshi' },
  issuedDay: '2026-11-23',
  validUntil: '2026-12-31',
  subject: { name: '张**', idType: 'resident-id', idNumber: '1****************X' },
  endedDay: null,
  reason: null,
  newer: false,
  demo: false,
  signatureHolds: true,
  keyStatus: 'active',
}
const opened: OpenedCertificate = {
  certificate: {
    kind: 'kaimen-certificate',
    format: 1,
    suite: 'ed25519',
    keyId: 'kid',
    number: known.number,
    check: { url: 'https://bureau.example/verify', code: 'H4TX9W2C' },
    type: 'refusal',
    title: known.title,
    issuer: known.issuer,
    subject: { name: '张小明', idType: 'resident-id', idNumber: '11010519491231002X' },
    statements: [{ zh: '不予出具。', en: 'It is not issued.' }],
    purpose: { zh: '入职', en: 'Employment' },
    legalBasis: [{ zh: '依据一', en: 'Basis one' }],
    issuedAt: '2026-11-23T08:00:00+08:00',
    validUntil: '2026-12-31',
    demo: false,
    replaces: 'Z-20261122-G8J88U',
    remedies: [
      {
        text: { zh: '60 日内申请行政复议', en: 'Reconsideration' },
        basis: { zh: '第二十条', en: 'art. 20' },
      },
    ],
  },
  signature: 'sig',
  file: '{}',
  fileName: 'Z-20261123-7K3M9Q.json',
  standing: known,
}

type Component = Parameters<AstroContainer['renderToString']>[0]
const pieces = import.meta.glob<{ default: Component }>('../../site/journeys/certificate/*.astro', {
  eager: true,
})
const piece = (name: string) => pieces[`../../site/journeys/certificate/${name}.astro`]!.default
const [Found, Sheet] = [piece('Found'), piece('Sheet')]

const container = await AstroContainer.create()
async function render(component: Component, props: Record<string, unknown>, locale: 'zh' | 'en' = 'zh') {
  const request = new Request('https://bureau.example/certificate', {
    headers: { 'x-kaimen-locale': locale },
  })
  const html = await container.renderToString(component, { props, request })
  const whole = `<!DOCTYPE html><html lang="zh-Hans-CN"><head><title>x</title></head><body><h1>x</h1>${html}</body></html>`
  expect(await htmlFaults(whole)).toEqual([])
  return html
}

test('a letter is printed whole: what it says, the basis, the way to review, what the signature is not', async () => {
  const html = await render(Sheet, { opened })
  for (const words of [
    '不予出具通知书',
    '张小明',
    '11010519491231002X',
    '不予出具。',
    '入职',
    '依据一',
    '60 日内',
    '第二十条',
  ])
    expect(html).toContain(words)
  for (const words of [
    '青石派出所',
    '2026 年 11 月 23 日',
    '2026 年 12 月 31 日',
    'Z-20261122-G8J88U',
    '不是电子印章',
  ])
    expect(html).toContain(words)
  expect(html).toContain('Z-20261123-7K3M9Q')
  expect(html).toContain('H4TX 9W2C')
  expect(html).toContain('<svg')
  expect(html).not.toMatch(/样张|specimen|style=/)
  // A code stands in no address of the page.
  expect(html).not.toMatch(/href="[^"]*(H4TX|7K3M9Q)/)
})

test('for an English reader it speaks both languages, the Chinese first', async () => {
  const html = await render(Sheet, { opened }, 'en')
  expect(html.indexOf('不予出具。')).toBeLessThan(html.indexOf('It is not issued.'))
  expect(html).toContain('not an electronic seal')
})

test('a specimen says so, at its head and across; one that ended says so too', async () => {
  const specimen = { ...opened, certificate: { ...opened.certificate, demo: true } }
  const html = await render(Sheet, { opened: specimen })
  expect(html).toContain('样张无效 · SPECIMEN, VOID')
  expect(html).toContain('data-mark="样张无效"')
  for (const [status, words] of [
    ['revoked', '已撤销'],
    ['replaced', '已有新的一份代替'],
    ['expired', '已过期'],
  ])
    expect(await render(Sheet, { opened: { ...opened, standing: { ...known, status } } })).toContain(words)
})

test('a checker is told how it stands, the reason, and no more than the API gave', async () => {
  expect(await render(Found, { found: known })).toMatch(/class="note ok"[\s\S]*有效[\s\S]*张\*\*/)
  const ended = {
    ...known,
    status: 'revoked',
    endedDay: '2026-11-24',
    reason: { zh: '误发', en: 'Mistaken' },
  }
  const html = await render(Found, { found: ended })
  expect(html).toMatch(/class="note wait"[\s\S]*已撤销[\s\S]*误发/)
  expect(await render(Found, { found: { ...known, demo: true } })).toMatch(/class="note wait"[\s\S]*样张无效/)
  expect(await render(Found, { found: { ...known, keyStatus: 'revoked' } })).toContain('以登记簿为准')
  expect(await render(Found, { found: { ...ended, signatureHolds: false } })).toContain('签名对不上')
  expect(await render(Found, { found: { ...known, subject: null, signatureHolds: null } })).toContain(
    '已经删除',
  )
  expect(await render(Found, { found: ended }, 'en')).toContain('Revoked')
})

test('every finding of a file has its words, and a form is read as it is typed', () => {
  expect(fileFindings.map(({ result }) => result)).toEqual([...fileResults])
  expect(fileFindings.every(({ text }) => text.zh && text.en)).toBe(true)
  const form = new FormData()
  form.set('number', ' z-1 ')
  form.set('code', new File(['x'], 'x'))
  expect(readCertificateForm(form)).toEqual({ number: 'z-1', code: '' })
  expect(documentName(translator('zh'), 'passport')).toBe('护照')
  expect(documentName(translator('zh'), 'none')).toBe('证件号码')
})
