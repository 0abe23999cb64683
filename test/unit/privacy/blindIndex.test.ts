import { describe, expect, it } from 'vitest'
import { blindIndex, INDEX_PURPOSES, personKey } from '../../../api/privacy/blindIndex.ts'
import { loadKeys } from '../../../api/privacy/keys.ts'
import { testSecrets } from '../../support/secrets.ts'

const ring = await loadKeys(testSecrets)

describe('blind index', () => {
  it('is stable, keyed and apart for each purpose', async () => {
    const values = await Promise.all(
      INDEX_PURPOSES.map((purpose) => blindIndex(ring, purpose, '13800000000')),
    )
    expect(new Set(values).size).toBe(INDEX_PURPOSES.length)
    for (const value of values) expect(value).toMatch(/^[\w-]{43}$/)
    expect(await blindIndex(ring, 'person', '13800000000')).toBe(values[0])
    const other = await loadKeys({ ...testSecrets, INDEX_KEY: testSecrets.CODE_KEY })
    expect(await blindIndex(other, 'person', '13800000000')).not.toBe(values[0])
  })

  it('knows a person by document, however it is typed', () => {
    const person = {
      idType: 'resident-id',
      idNumber: '11010519491231002X',
      name: '张三',
      phone: '13800000000',
    } as const
    const typed = { ...person, idNumber: ' 110105 19491231 ００２x', name: '李四', phone: '13800000001' }
    expect(personKey(typed)).toBe(personKey(person))
    expect(personKey({ ...person, idType: 'passport' })).not.toBe(personKey(person))
    const permit = { ...person, idType: 'hk-macau-permit', idNumber: 'H1234567800' } as const
    expect(personKey({ ...permit, idNumber: 'h12345678' })).toBe(personKey(permit))
  })

  it('knows a person without one by name and phone', () => {
    const person = { idType: 'none', name: '张三', phone: '13800000000' } as const
    expect(personKey({ ...person, name: '张 三', phone: '+86 138-0000-0000' })).toBe(personKey(person))
    expect(personKey({ ...person, idNumber: '' })).toBe(personKey(person))
    expect(personKey({ ...person, phone: '13800000001' })).not.toBe(personKey(person))
    expect(personKey({ ...person, name: '张四' })).not.toBe(personKey(person))
    const foreign = { ...person, name: "Anne-Marie O'Neill" }
    expect(personKey({ ...foreign, name: 'ANNE-MARIE  O’NEILL' })).toBe(personKey(foreign))
  })
})
