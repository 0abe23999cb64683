import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { AUDIT_ACTIONS } from '../../../api/audit/action.ts'
import { type AuditEntry, leafBody, leafHash, makeLeaf, newSalt } from '../../../api/audit/leaf.ts'

const entry: AuditEntry = {
  id: 'l1',
  action: 'appointment.book',
  at: 1795392000000,
  subject: 'A-20261123-7K3M9Q',
  facts: { slot: 's1', channel: 'public' },
}

describe('audit leaf', () => {
  it('has one body and a salted hash anyone can compute', async () => {
    const body =
      '{"action":"appointment.book","at":1795392000000,"facts":{"channel":"public","slot":"s1"},"id":"l1","subject":"A-20261123-7K3M9Q"}'
    expect(leafBody(entry)).toBe(body)
    const salt = '00112233445566778899aabbccddeeff'
    const expected = createHash('sha256')
      .update('kaimen-leaf-v1')
      .update(Buffer.from(salt, 'hex'))
      .update(body)
    expect(await makeLeaf(entry, salt)).toEqual({ body, salt, hash: expected.digest('hex') })
  })

  it('keeps nothing of an entry but its members', () => {
    const more = { ...entry, name: '张三' }
    expect(leafBody(more)).toBe(leafBody(entry))
  })

  it('salts anew', async () => {
    expect(newSalt()).toMatch(/^[0-9a-f]{32}$/)
    expect((await makeLeaf(entry)).hash).not.toBe((await makeLeaf(entry)).hash)
  })

  it('refuses a salt of another length', async () => {
    for (const salt of ['', '00', 'zz'.repeat(16), '00'.repeat(17)]) {
      await expect(leafHash(salt, '{}')).rejects.toThrow(TypeError)
    }
  })

  it('names each action once', () => {
    expect(new Set(AUDIT_ACTIONS).size).toBe(AUDIT_ACTIONS.length)
    for (const action of AUDIT_ACTIONS) expect(action).toMatch(/^[a-z]+\.[a-z]+$/)
  })
})
