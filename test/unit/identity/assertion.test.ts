import { expect, test } from 'vitest'
import {
  type Assertion,
  readAssertion,
  readRequest,
  writeAssertion,
  writeRequest,
} from '../../../api/identity/assertion.ts'
import { importCodeKey } from '../../../api/shared/accessCode.ts'
import { randomBytes, toBase64Url, utf8 } from '../../../api/shared/bytes.ts'

const keys = { code: await importCodeKey(randomBytes(32)) }
const others = { code: await importCodeKey(randomBytes(32)) }
const now = 1_000_000
const reference = 'B-20261123-7K3M9Q'
const wang: Assertion = {
  id: 'as_1',
  reference,
  expiresAt: now + 1,
  name: '王样张',
  idType: 'resident-id',
  idNumber: '11010519491231002X',
}
const read = (token: string, at: Partial<{ now: number; reference: string }> = {}) =>
  readAssertion(keys, token, { now, reference, ...at })

test('what was signed is read back, until its time and for its application', async () => {
  const token = await writeAssertion(keys, wang)
  expect(await read(token)).toEqual({ ok: true, value: wang })
  expect(await read(token, { now: now + 1 })).toEqual({ ok: false, fault: 'expired' })
  expect(await read(token, { reference: 'B-20261123-7K3M9R' })).toEqual({ ok: false, fault: 'elsewhere' })
})

test('no character of it can be changed, cut off or added', async () => {
  const token = await writeAssertion(keys, wang)
  const altered = { ok: false, fault: 'altered' }
  for (let i = 0; i < token.length; i++) {
    const changed = token[i] === 'A' ? 'B' : 'A'
    expect(await read(token.slice(0, i) + changed + token.slice(i + 1)), `character ${i}`).toEqual(altered)
    expect(await read(token.slice(0, i)), `cut at ${i}`).toEqual(altered)
  }
  for (const more of ['A', '.', '.A', '=', ' ']) expect(await read(token + more)).toEqual(altered)
  const [, signature] = token.split('.')
  const payload = toBase64Url(utf8(JSON.stringify({ ...wang, name: '别人' })))
  expect(await read(`${payload}.${signature}`)).toEqual(altered)
})

test('another key, and another kind of token, sign nothing here', async () => {
  const altered = { ok: false, fault: 'altered' }
  expect(await read(await writeAssertion(others, wang))).toEqual(altered)
  const request = await writeRequest(keys, { reference, expiresAt: now + 1 })
  expect(await read(request)).toEqual(altered)
  expect(await readRequest(keys, await writeAssertion(keys, wang), now)).toEqual(altered)
  expect(await readRequest(keys, request, now)).toMatchObject({ ok: true, value: { reference } })
  expect(await readRequest(keys, request, now + 1)).toEqual({ ok: false, fault: 'expired' })
})
