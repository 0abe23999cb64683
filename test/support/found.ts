/** Which of these stand in a text, in the clear or as base64, hexadecimal or percent signs. */
export function found(text: string, secrets: readonly string[]): string[] {
  const bytes = (secret: string) => new TextEncoder().encode(secret)
  const lower = text.toLowerCase()
  return secrets.filter((secret) =>
    [
      secret,
      encodeURIComponent(secret),
      btoa(String.fromCharCode(...bytes(secret))).replace(/=+$/, ''),
      [...bytes(secret)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
      JSON.stringify(secret).slice(1, -1),
    ].some((form) => lower.includes(form.toLowerCase())),
  )
}
