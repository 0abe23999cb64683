import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importSignKey, signObject } from '../../../api/audit/sign.ts'
import { checkFile, type PublishedKey, readKeys } from '../../../api/certificate/checkFile.ts'
import {
  type DocumentBody,
  documentFormat,
  documentKind,
  fileOf,
  signDocument,
} from '../../../api/certificate/document.ts'
import { reportOf } from '../../../api/certificate/report.ts'
import { utf8 } from '../../../api/shared/bytes.ts'
import { testSecrets } from '../../support/secrets.ts'
import { shown } from '../../support/shown.ts'

const key = await importSignKey(JSON.parse(testSecrets.SIGN_KEY))
const stranger = await importSignKey({
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs',
  x: 'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw',
})
const body: DocumentBody = {
  number: 'Z-20261123-7K3M9Q',
  check: { url: 'http://localhost:8787/verify', code: 'H4TX9W2C' },
  type: 'no-record',
  title: { zh: '无犯罪记录证明', en: 'No-criminal-record certificate' },
  issuer: { zh: '青石派出所', en: 'Qingshi Police Station', slug: 'qingshi' },
  subject: { name: '张小明', idType: 'resident-id', idNumber: '11010519491231002X' },
  statements: [
    { zh: '经查询，没有发现犯罪记录。', en: 'The query found no criminal record.' },
    {
      zh: '本证明依本人申请出具，只说明查询当日的情况；以后的情况，请用编号和查验码上网查验，或者请本人重新申请。',
      en: 'Issued at the person’s own request; it tells how things stood on the day of the query and not later.',
    },
  ],
  legalBasis: [
    {
      zh: '《公安机关办理犯罪记录查询工作规定》',
      en: 'Provisions on the Work of Handling Criminal Record Queries by Public Security Organs',
    },
  ],
  purpose: { zh: '入职', en: 'Employment' },
  issuedAt: '2026-11-23T08:00:00+08:00',
  validUntil: '2026-12-31',
  demo: false,
}
const today = '2026-11-24'
const published = (of = key, more: Partial<PublishedKey> = {}): PublishedKey => ({
  kid: of.publicJwk.kid,
  suite: 'ed25519',
  publicKey: of.publicJwk,
  firstUsedAt: '2026-01-01T00:00:00+08:00',
  retiredAt: null,
  revokedAt: null,
  ...more,
})
const keysOf = async (...list: object[]) => (await readKeys({ keys: list }))!
const keys = await keysOf(published())
const signed = await signDocument(key, body)
const file = fileOf(signed)
const resultOf = async (text: string, under = keys, day = today) =>
  (await checkFile(utf8(text), under, day)).result

/** A file whose signature is this key's over whatever it says. */
const forged = async (more: object, by = key) => {
  const certificate = { ...signed.certificate, ...more }
  return fileOf({ certificate, signature: await signObject(by, certificate) } as typeof signed)
}

describe('a file', () => {
  test('holds as it was issued, and is shown', async () => {
    const checked = await checkFile(utf8(file), keys, today)
    expect(checked).toEqual({ result: 'valid', document: signed.certificate })
    expect(signed.certificate).toMatchObject({ kind: documentKind, format: documentFormat, suite: 'ed25519' })
    expect(
      reportOf(checked)
        .map(({ zh }) => zh)
        .join(),
    ).toMatch(/签名有效.*张小明.*撤销/)
  })

  test('10,000 changes of one bit: none is taken, and nothing of them is shown', {
    timeout: 60_000,
  }, async () => {
    const bytes = utf8(file)
    const bits = bytes.length * 8
    // Each another bit, spread over the whole file.
    expect(bits).toBeGreaterThan(10_000)
    const step = bits / 10_000
    const told: Record<string, number> = {}
    let tried = 0
    for (let i = 0; i < 10_000; i++) {
      const bit = Math.floor(i * step)
      const bent = bytes.slice()
      bent[bit >> 3]! ^= 1 << (bit & 7)
      const { result, document } = await checkFile(bent, keys, today)
      told[result] = (told[result] ?? 0) + 1
      if (document !== null) expect.fail(`bit ${bit} was taken`)
      tried += 1
    }
    expect(told.valid).toBeUndefined()
    expect(Object.keys(told).sort()).toEqual([
      'altered',
      'unknown-format',
      'unknown-key',
      'unknown-suite',
      'unreadable',
    ])
    shown('certificate files with one bit changed', { tried, taken: 0, ...told })
  })

  test('whatever value is changed, added or left out, is altered', async () => {
    const value: unknown = JSON.parse(file)
    const bend = (change: (copy: typeof signed) => void) => {
      const copy = structuredClone(value) as typeof signed
      change(copy)
      return fileOf(copy)
    }
    for (const bent of [
      bend((copy) => void Object.assign(copy.certificate.subject, { name: '李小明' })),
      bend((copy) => void Object.assign(copy.certificate, { demo: true })),
      bend((copy) => void Object.assign(copy.certificate, { validUntil: null })),
      bend((copy) => void Object.assign(copy.certificate, { more: 1 })),
      bend((copy) => void Reflect.deleteProperty(copy.certificate, 'legalBasis')),
      bend((copy) => void copy.certificate.statements.push({ zh: '好', en: 'good' })),
      // Other spellings of the same values.
      `${file}\n`,
      JSON.stringify(value, null, 2),
      file.replace('{"certificate":{', '{"certificate":{"number":"Z-20261123-222222",'),
      file.replace('"signature"', '"more":1,"signature"'),
      JSON.stringify({ signature: signed.signature, certificate: signed.certificate }),
    ])
      expect(await resultOf(bent)).toBe('altered')
  })

  test('no text at all makes it throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.json().map(utf8)), async (bytes) => {
        expect((await checkFile(bytes as Uint8Array, keys, today)).document).toBeNull()
      }),
    )
    expect(await resultOf('['.repeat(100_000))).toBe('unreadable')
    expect(await resultOf(`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)).toBe('unreadable')
    expect(
      await resultOf(`{"certificate":{"kind":"${documentKind}"},"signature":"${'x'.repeat(300_000)}"}`),
    ).toBe('unreadable')
  })
})

describe('told apart', () => {
  test('forged, by a foreign key, under a foreign key’s name, of an unknown suite, of another kind', async () => {
    const kid = stranger.publicJwk.kid
    const by = await signDocument(stranger, body)
    expect(await resultOf(fileOf(by))).toBe('unknown-key')
    // The stranger signs and names our key.
    expect(await resultOf(await forged({}, stranger))).toBe('altered')
    // The stranger’s key under our key’s id in the list.
    const mixed = await keysOf(published(stranger, { kid: key.publicJwk.kid }))
    expect(await resultOf(await forged({}, stranger), mixed)).toBe('unknown-key')
    expect(await resultOf(await forged({ keyId: kid }))).toBe('unknown-key')
    expect(await resultOf(await forged({ suite: 'sm2' }))).toBe('unknown-suite')
    expect(await resultOf(await forged({ suite: 'none' }))).toBe('unknown-suite')
    expect(await resultOf(await forged({ format: 2 }))).toBe('unknown-format')
    // What else this key signs (daily roots, promises) is no certificate.
    expect(await resultOf(await forged({ kind: 'daily-root' }))).toBe('unreadable')
    expect(await resultOf(await forged({ issuedAt: 'yesterday' }))).toBe('altered')
    expect(await resultOf(file, await keysOf())).toBe('unknown-key')
    expect(await resultOf(file, await keysOf(published(key, { suite: 'sm2' })))).toBe('unknown-key')
  })

  test.each([
    [{}, 'valid'],
    [{ retiredAt: '2026-11-23T08:00:00+08:00' }, 'valid'],
    [{ retiredAt: '2026-11-23T07:59:59+08:00' }, 'key-retired'],
    [{ revokedAt: '2026-11-23T08:00:01+08:00' }, 'key-doubtful'],
    [{ revokedAt: '2026-11-23T08:00:00+08:00' }, 'key-revoked'],
    [{ retiredAt: '2026-11-23T07:00:00+08:00', revokedAt: '2026-12-01T00:00:00+08:00' }, 'key-doubtful'],
  ] as const)('a key with %j: %s', async (more, result) => {
    expect(await resultOf(file, await keysOf(published(key, more)))).toBe(result)
  })

  test('by the day it is looked at', async () => {
    expect(await resultOf(file, keys, '2026-12-31')).toBe('valid')
    expect(await resultOf(file, keys, '2027-01-01')).toBe('expired')
    expect(
      await resultOf(fileOf(await signDocument(key, { ...body, validUntil: null })), keys, '2099-01-01'),
    ).toBe('valid')
  })

  test('a list of keys that is none, and entries that are not whole', async () => {
    for (const list of [null, [], {}, { keys: {} }, 'x']) expect(await readKeys(list)).toBeNull()
    const bad = [{}, null, published(key, { kid: 'x' }), { ...published(), retiredAt: undefined }]
    expect((await keysOf(...(bad as object[]))).size).toBe(0)
  })
})
