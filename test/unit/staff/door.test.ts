import { expect, test } from 'vitest'
import { utf8 } from '../../../api/shared/bytes.ts'
import { importHmacKey } from '../../../api/shared/hmac.ts'
import { accountName, isAccountName } from '../../../api/staff/door/account.ts'
import { machineName } from '../../../api/staff/door/machineName.ts'
import { hashPassword, MOST_ROUNDS, passwordFault, passwordFits } from '../../../api/staff/door/password.ts'
import { base32, codeAt, otpauth, stepAt, stepOf } from '../../../api/staff/door/totp.ts'
import { ownNext } from '../../../site/journeys/staff/account/next.ts'

/** RFC 6238, appendix B: SHA-1, the last six of its eight digits. */
const secret = '12345678901234567890'
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('the code at %d seconds is that of the standard', async (seconds, code) => {
  expect(await codeAt(secret, stepAt(seconds * 1000))).toBe(code)
})

test('a code is good half a minute to either side, and never at or before the last one taken', async () => {
  const now = 59_000
  expect(await stepOf(secret, '287082', now, 0)).toBe(1)
  expect(await stepOf(secret, '287082', now + 30_000, 0)).toBe(1)
  expect(await stepOf(secret, '287082', now + 60_000, 0)).toBeNull()
  expect(await stepOf(secret, '287082', now, 1)).toBeNull()
  expect(await stepOf(secret, '', now, 0)).toBeNull()
})

test('an authenticator is handed over as apps read it', () => {
  expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(otpauth({ secret, issuer: '开门县公安局', account: 'a@b.cn' })).toMatch(
    /^otpauth:\/\/totp\/%E5.*:a%40b\.cn\?secret=GEZD.*&digits=6&period=30$/,
  )
})

test('a password is kept peppered, salted, and within what Workers allow', async () => {
  const [pepper, other] = await Promise.all(['a', 'b'].map((key) => importHmacKey(utf8(key))))
  const stored = await hashPassword(pepper!, 'ｓeven green umbrellas')
  expect(stored).toMatch(/^pbkdf2-sha256\$100000\$[\w-]{22}\$[\w-]{43}$/)
  expect(await hashPassword(pepper!, 'ｓeven green umbrellas')).not.toBe(stored)
  expect(await passwordFits(pepper!, 'seven green umbrellas', stored)).toBe(true)
  expect(await passwordFits(pepper!, 'seven green umbrella', stored)).toBe(false)
  // The database alone, without the key, opens nothing.
  expect(await passwordFits(other!, 'seven green umbrellas', stored)).toBe(false)
  for (const none of [null, '', 'x', 'pbkdf2-sha256$100000$$'])
    expect(await passwordFits(pepper!, '', none)).toBe(false)
  await expect(hashPassword(pepper!, 'x', MOST_ROUNDS + 1)).rejects.toThrow(RangeError)
})

test.each([
  ['elevenchars', 'password.short'],
  ['x'.repeat(201), 'password.long'],
  ['password123456', 'password.common'],
  ['gonganju-888888', 'password.common'],
  ['password1234', 'password.common'],
  ['Qwerty123456', 'password.common'],
  ['110110110110', 'password.common'],
  ['abababababab', 'password.common'],
  ['zhou.xiaomin-1', 'password.own'],
  ['四个不相干的词连起来就很好', null],
  ['correct horse battery', null],
])('as a new password, %s gives %s', (password, fault) => {
  expect(passwordFault(password, ['zhou.xiaomin@gaj.example.cn', '周小民'])).toBe(fault)
})

test('an account is a work address in one spelling', () => {
  expect(accountName(' Ｗu.Dan@GAJ.example.cn ')).toBe('wu.dan@gaj.example.cn')
  expect(['a@b.cn', 'wu.dan+1@gaj.example.gov.cn'].every(isAccountName)).toBe(true)
  expect(['', 'wu', '@b.cn', 'a@b', 'a b@c.cn', `${'a'.repeat(120)}@b.cn`].some(isAccountName)).toBe(false)
})

test('a machine is named in two words and no more', () => {
  expect(machineName('Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0')).toBe(
    'Windows · Edge',
  )
  expect(machineName('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Safari/604.1')).toBe(
    'iOS · Safari',
  )
  expect(machineName('curl/8')).toBe('')
})

test.each([
  ['/staff/people?cursor=1', '/staff/people?cursor=1'],
  ['/staff', '/staff'],
  [null, '/staff'],
  ['', '/staff'],
  ['https://evil.example/staff', '/staff'],
  ['//evil.example/staff', '/staff'],
  ['/staff//evil.example', '/staff'],
  ['/\\evil.example', '/staff'],
  ['/staff/../book', '/staff'],
  ['/staffing', '/staff'],
  ['/book', '/staff'],
  ['/staff/\nx', '/staff'],
  ['javascript:alert(1)', '/staff'],
])('after signing in, %j leads to %s', (wanted, next) => {
  expect(ownNext(wanted)).toBe(next)
})
