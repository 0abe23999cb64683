import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Bindings, settingsOf } from '../../../api/env.ts'
import { chooseSender } from '../../../api/notification/chooseSender.ts'
import { emailSender } from '../../../api/notification/emailSender.ts'
import { webhookSender } from '../../../api/notification/webhookSender.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'

const message = { id: 'msg_1', to: { phone: '13800000001' }, subject: 's', text: '已约', reference: 'A-1' }

function webhook(answer: () => Response | Promise<Response>) {
  const requests: Request[] = []
  const call: typeof fetch = async (input, init) => {
    requests.push(new Request(input, init))
    return answer()
  }
  const sender = webhookSender({
    url: 'https://gateway.example/send',
    key: 'shared secret',
    clock: clockAt(monday),
    fetch: call,
    timeout: 50,
  })
  return { sender, requests }
}

describe('webhook', () => {
  it('posts signed JSON', async () => {
    const { sender, requests } = webhook(() => new Response('taken'))
    expect(await sender.send(message)).toEqual({ ok: true })
    const request = requests[0]!
    const body = await request.text()
    expect(JSON.parse(body)).toEqual(message)
    const timestamp = request.headers.get('kaimen-timestamp')
    expect(timestamp).toBe(String(monday / 1000))
    const expected = createHmac('sha256', 'shared secret').update(`${timestamp}.${body}`).digest('hex')
    expect(request.headers.get('kaimen-signature')).toBe(`v1=${expected}`)
    expect(request.headers.get('idempotency-key')).toBe('msg_1')
  })

  it('tells refusals from faults that pass', async () => {
    for (const [status, permanent] of [
      [400, true],
      [410, true],
      [408, false],
      [429, false],
      [302, false],
      [503, false],
    ] as const) {
      const { sender } = webhook(() => new Response(null, { status }))
      expect(await sender.send(message)).toEqual({ ok: false, permanent, reason: `webhook-${status}` })
    }
    const lost = webhook(() => Promise.reject(new TypeError('no route to 13800000001')))
    expect(await lost.sender.send(message)).toEqual({ ok: false, permanent: false, reason: 'webhook-lost' })
    const unset = webhookSender({ url: '', key: '', clock: clockAt(monday) })
    expect(await unset.send(message)).toEqual({ ok: false, permanent: false, reason: 'webhook-not-set' })
  })
})

describe('e-mail', () => {
  const to = { ...message, to: { email: 'zhang@example.com' } }
  it('sends by the binding', async () => {
    const sent: unknown[] = []
    const send = async (mail: unknown) => {
      sent.push(mail)
      return { messageId: 'x' }
    }
    const binding = { send } as unknown as SendEmail
    const sender = emailSender({ binding, from: 'no-reply@example.com' })
    expect(await sender.send(to)).toEqual({ ok: true })
    expect(sent[0]).toMatchObject({ from: 'no-reply@example.com', to: 'zhang@example.com', text: '已约' })
    expect(await sender.send(message)).toMatchObject({ ok: false, permanent: true })
  })

  it('tells refusals from faults that pass', async () => {
    for (const [code, permanent] of [
      ['E_RECIPIENT_SUPPRESSED', true],
      ['E_RATE_LIMIT_EXCEEDED', false],
    ] as const) {
      const binding = {
        send: () => Promise.reject(Object.assign(new Error('x'), { code })),
      } as unknown as SendEmail
      const sender = emailSender({ binding, from: 'a@example.com' })
      expect(await sender.send(to)).toEqual({ ok: false, permanent, reason: `email-${code}` })
    }
    expect(await emailSender({ binding: undefined, from: '' }).send(to)).toMatchObject({ permanent: false })
  })
})

describe('the choice', () => {
  afterEach(() => void vi.restoreAllMocks())
  const clock = clockAt(monday)
  const set = (more: object) =>
    settingsOf({ EMAIL_FROM: 'no-reply@example.com', ...more } as unknown as Bindings)
  const mail = { ...message, to: { email: 'zhang@example.com' } }

  it('is by recipient: an address goes by e-mail, a phone by the setting', async () => {
    const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
    const sent: unknown[] = []
    const email = { send: async (given: unknown) => void sent.push(given) } as unknown as SendEmail
    const sender = chooseSender(set({ SENDER: 'console' }), { clock, email })
    expect(await sender.send(mail)).toEqual({ ok: true })
    expect(sent).toHaveLength(1)
    expect(printed).not.toHaveBeenCalled()
    expect(await sender.send(message)).toEqual({ ok: true })
    expect([sent.length, printed.mock.calls.length]).toEqual([1, 1])
  })

  it('without a binding prints in a trial, and says so for real', async () => {
    const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
    expect(await chooseSender(set({ SENDER: 'console' }), { clock }).send(mail)).toEqual({ ok: true })
    expect(printed.mock.calls.join()).not.toContain('zhang@example.com')
    const real = chooseSender(set({ SENDER: 'webhook' }), { clock })
    expect(await real.send(mail)).toEqual({ ok: false, permanent: false, reason: 'email-not-set' })
    expect(await real.send(message)).toMatchObject({ reason: 'webhook-not-set' })
  })

  it('refuses a setting that could never reach a phone', () => {
    expect(() => set({ SENDER: 'email' })).toThrow('SENDER is console or webhook')
  })
})
