/** Passkeys: the button signs in, or makes a new passkey, by the API itself; without script there is none. */
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'

async function send<T = unknown>(path: string, body: unknown): Promise<T> {
  const response = await fetch(`/api/v1/staff${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(String(response.status))
  return (await response.json()) as T
}

const acts = {
  'sign-in': async () => {
    const optionsJSON = await send<PublicKeyCredentialRequestOptionsJSON>('/sign-in/passkey/options', {})
    await send('/sign-in/passkey', { response: whole(await startAuthentication({ optionsJSON })) })
  },
  'set-up': async (name: string) => {
    const optionsJSON = await send<PublicKeyCredentialCreationOptionsJSON>('/set-up/passkey/options', {})
    await send('/set-up/passkey', { response: whole(await startRegistration({ optionsJSON })), name })
  },
}

/** What the API takes of a browser's answer. */
const whole = <T extends { id: string; rawId: string; type: string; response: object }>(answer: T) => ({
  id: answer.id,
  rawId: answer.rawId,
  type: answer.type,
  response: answer.response,
})

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-passkey]')) {
  if (!browserSupportsWebAuthn()) continue
  const failed = document.getElementById(`${button.id}-failed`)
  const act = acts[button.dataset.passkey === 'set-up' ? 'set-up' : 'sign-in']
  button.hidden = false
  button.addEventListener('click', async () => {
    button.disabled = true
    if (failed) failed.hidden = true
    try {
      const named = document.querySelector<HTMLInputElement>('input[name=passkeyName]')
      await act(named?.value ?? '')
      location.assign(button.dataset.next ?? '/staff')
    } catch {
      if (failed) failed.hidden = false
      button.disabled = false
    }
  })
}
