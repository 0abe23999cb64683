/** Finds the number behind a salted SHA-256 (ALTCHA v1) and answers with the payload, base64. */
interface Challenge {
  algorithm: string
  challenge: string
  maxnumber: number
  salt: string
  signature: string
}

addEventListener('message', async ({ data }: MessageEvent<Challenge>) => {
  const { algorithm, challenge, maxnumber, salt, signature } = data
  const encoder = new TextEncoder()
  const wanted = Uint8Array.from(challenge.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  for (let number = 0; number <= maxnumber; number++) {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(salt + number)))
    if (hash[0] === wanted[0] && hash.every((byte, i) => byte === wanted[i])) {
      postMessage(btoa(JSON.stringify({ algorithm, challenge, number, salt, signature })))
      return
    }
  }
})
