/*
 * Checks on your own device what the police attested of a record. This very file runs on the page, in the page that
 * can be saved and in our tests. It sends reference and code to the bureau when you ask for the proof, nothing else.
 *
 * Each step is an entry with a fingerprint: SHA-256('kaimen-leaf-v1', salt, body). At night those of the day are
 * joined pair by pair into one root (RFC 9162), signed (Ed25519) and published with the hash of the day before: one
 * root you know vouches for every day up to it.
 */

const DAY = 86_400_000
const BEIJING = 28_800_000
/** A day is sealed from ten minutes past midnight on. */
const GRACE = 600_000

/** Every other finding is bad. */
const levels = {
  ok: ['in', 'bare', 'promised', 'entry', 'same', 'alone'],
  wait: ['waits', 'sealing'],
  unsure: ['held', 'more', 'before', 'key', 'unsigned', 'browser', 'empty', 'other'],
}
const worst = ['ok', 'wait', 'unsure', 'bad']
const levelOf = (code) => worst.find((level) => levels[level]?.includes(code)) ?? 'bad'

const utf8 = (text) => new TextEncoder().encode(text)
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (two) => Number.parseInt(two, 16))
export const isHash = (text) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)
const base64Url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => ({ '+': '-', '/': '_' })[sign] ?? '')
const fromBase64Url = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0))

const dayOf = (at) => new Date(at + BEIJING).toISOString().slice(0, 10)
const startOf = (day) => Date.parse(`${day}T00:00:00+08:00`)
const nextDay = (day) => dayOf(startOf(day) + DAY)

export async function sha256(...parts) {
  const whole = Uint8Array.from(parts.flatMap((part) => [...part]))
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole))
}

export const leafNode = (hash) => sha256([0], unhex(hash))
export const joined = (left, right) => sha256([1], left, right)

/** Whether a fingerprint stands at this place of the tree. */
async function leadsTo(hash, { place, path }, { size, root }) {
  if (!isHash(hash) || !Number.isInteger(place) || place < 0 || place >= size) return false
  let node = await leafNode(hash)
  let [at, last] = [place, size - 1]
  for (const step of path) {
    if (!isHash(step) || last === 0) return false
    if (at % 2 === 1 || at === last) {
      node = await joined(unhex(step), node)
      // An odd last one went up unchanged until it became a right half.
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else node = await joined(node, unhex(step))
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && hex(node) === root
}

const rootText = ({ day, size, root, previous }) =>
  JSON.stringify({ day, kind: 'daily-root', previous, root, size })

/** What the next day carries of a day. */
export const chainHash = async (root) => hex(await sha256(utf8(rootText(root))))

/** A day and 80 bits of its hash, for paper and telephone. */
export function checkpointOf(day, hash) {
  let bits = BigInt(`0x${hash.slice(0, 20)}`)
  let text = day.replace(/-/g, '')
  for (let i = 0; i < 16; i++, bits /= 31n)
    text += (i % 4 ? '' : '-') + '23456789ABCDEFGHJKMNPQRSTUVWXYZ'[bits % 31n]
  return text
}

const parts = ['size', 'root', 'previous', 'signature', 'publicKey']
const isRoot = (one) =>
  /^\d{4}-\d\d-\d\d$/.test(one?.day) && one.size >= 0 && isHash(one.root) && isHash(one.previous)

/** Checks signatures, each key imported once; null where this browser knows no Ed25519. */
async function verifier() {
  const name = 'Ed25519'
  const load = (x) =>
    crypto.subtle.importKey('jwk', { kty: 'OKP', crv: name, x }, { name }, false, ['verify'])
  const known = {}
  try {
    await load('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')
  } catch {
    return null
  }
  return async (x, text, signature) => {
    try {
      known[x] ??= await load(x)
      const bytes = fromBase64Url(signature)
      if (base64Url(bytes) !== signature) return false
      return await crypto.subtle.verify({ name }, known[x], bytes, utf8(`kaimen-signed-v1\n${text}`))
    } catch {
      return false
    }
  }
}

function read(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Receipts and roots kept from before, in whatever text. */
export function readSaved(text) {
  const saved = { promises: [], roots: [], checkpoints: [], hashes: [] }
  const walk = (one) => {
    if (isRoot(one)) saved.roots.push(one)
    else if (one?.leaf && one.hash) one.signature ? saved.promises.push(one) : saved.hashes.push(one.hash)
    else if (one && typeof one === 'object') Object.values(one).forEach(walk)
    return one ? ' ' : null
  }
  // The whole, or each object within other words.
  const plain = text.replace(/&amp;/g, '&').replace(/&quot;/g, '"')
  const rest = walk(read(text)) ?? plain.replace(/\{[^{}]*\}/g, (part) => walk(read(part)) ?? part)
  saved.checkpoints.push(...(rest.toUpperCase().match(/\b20\d{6}(-[2-9A-Z]{4}){4}\b/g) ?? []))
  saved.hashes.push(...(rest.match(/\b[0-9a-f]{64}\b/g) ?? []))
  return saved
}

/** Checks a proof against what was kept (readSaved) and the time here. */
export async function check(file, saved = readSaved(''), now = Date.now()) {
  const findings = []
  const say = (code, facts) => findings.push({ code, level: levelOf(code), ...facts })
  let checkpoint = null
  try {
    if (!crypto.subtle) throw say('browser')
    const verify = await verifier()
    if (!verify) say('unsigned')
    const signed = async (...given) => !verify || verify(...given)
    const days = await readChain(file, say, signed)
    const [first, newest] = [[...days.keys()][0], [...days.keys()].at(-1)]
    const all = { file, saved, days, first, newest, say, signed, now }
    if (newest) checkpoint = checkpointOf(newest, days.get(newest).chain)
    if (now > startOf(newest) + 3 * DAY) say('late', { day: nextDay(newest) })
    if (file.leaves.length === 0) say('empty')
    for (const leaf of file.leaves) await readLeaf(leaf, all)
    for (const code of ['more', 'held']) if (file[code]) say(code)
    await readPromises(all)
    readKnown(all)
    if (!Object.values(saved).flat().length) say('alone')
  } catch {
    if (findings[0]?.code !== 'browser') say('unreadable')
  }
  const verdict = worst[Math.max(0, ...findings.map(({ level }) => worst.indexOf(level)))]
  return { verdict, findings, checkpoint }
}

/** Every published day: signed, and carrying the hash of the one before. */
async function readChain({ chain, publicKey }, say, signed) {
  const days = new Map()
  let before
  for (const root of chain) {
    if (!isRoot(root)) throw root
    const { day } = root
    if (!(await signed(root.publicKey, rootText(root), root.signature))) say('root', { day })
    if (before && (day !== nextDay(before.day) || root.previous !== before.chain)) say('chain', { day })
    if (before && root.publicKey !== before.publicKey) say('key', { day })
    before = { ...root, chain: await chainHash(root) }
    days.set(day, before)
  }
  if (before && publicKey.x !== before.publicKey) say('key', { day: nextDay(before.day) })
  return days
}

async function readLeaf({ leaf, day, body, salt, hash, action, sealed }, { file, days, newest, say, now }) {
  const facts = { day, leaf, hash, action }
  if (body !== null) {
    const same = hex(await sha256(utf8('kaimen-leaf-v1'), unhex(salt), utf8(body))) === hash
    const entry = same && /^[0-9a-f]{32}$/.test(salt) ? JSON.parse(body) : {}
    facts.at = entry.at
    const dated = entry.at === null || (entry.at && dayOf(entry.at) === day)
    if (!dated || entry.id !== leaf || entry.subject !== file.reference || entry.action !== action)
      return say('changed', facts)
  }
  if (!sealed) {
    const when = startOf(day) + DAY + GRACE
    if (day < newest) return say('gone', facts)
    if (day === newest) return say('sealing', facts)
    return say(now > when + DAY ? 'late' : 'waits', { ...facts, when })
  }
  const root = days.get(day)
  if (!root || parts.some((name) => root[name] !== sealed[name])) return say('root', { day })
  if (!(await leadsTo(hash, sealed, root))) return say('gone', facts)
  say(body === null ? 'bare' : 'in', { ...facts, place: sealed.place + 1, size: root.size })
}

/** The signed word on a receipt that an entry will stand in the root of its day. */
async function readPromises({ file, saved, say, signed }) {
  const keys = {}
  for (const x of [file.publicKey.x, ...file.chain.map((root) => root.publicKey)])
    keys[base64Url(await sha256(utf8(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))))] = x
  for (const { leaf, day, subject, hash, signature, publicKeyId } of saved.promises) {
    const text = JSON.stringify({ day, hash, kind: 'leaf-promise', leaf, subject })
    const key = keys[publicKeyId]
    const kept = file.leaves.find((one) => one.leaf === leaf)
    const facts = { day, hash, leaf, subject }
    if (!key || !(await signed(key, text, signature))) say('forged', facts)
    else if (subject !== file.reference) say('other', facts)
    else if (kept) say(kept.hash === hash && kept.day === day ? 'promised' : 'changed', facts)
    else say(file.held || file.more ? 'held' : 'missing', facts)
  }
}

/** Roots known from before against those published now. */
function readKnown({ file, saved, days, first, newest, say }) {
  const compare = (day, holds) => {
    const root = days.get(day)
    if (day < first) say('before', { day })
    else if (!newest || day > newest) say('withdrawn', { day })
    else say(root && holds(root) ? 'same' : 'differs', { day })
  }
  for (const root of saved.roots) compare(root.day, (now) => rootText(now) === rootText(root))
  for (const text of saved.checkpoints)
    compare(
      text.slice(0, 8).replace(/(..)(..)$/, '-$1-$2'),
      ({ day, chain }) => checkpointOf(day, chain) === text,
    )
  for (const hash of saved.hashes) {
    const root = [...days.values()].find((one) => one.root === hash || one.chain === hash)
    const leaf = file.leaves.find((one) => one.hash === hash)
    say(root ? 'same' : leaf ? 'entry' : 'unknown', { day: (root ?? leaf)?.day ?? first, hash })
  }
}

/** A finding in the words of the page. */
export function sayFinding(finding, words) {
  const clock = (at) => new Date(at + BEIJING).toISOString().slice(0, 16).replace('T', ' ')
  const { code, action, at, when, day } = finding
  const values = {
    ...finding,
    step: words[`of.${action}`] ?? words[`of.${action?.split('.')[0]}`] ?? words.of,
    at: at ? clock(at) : at === null ? words.day.replace('{day}', day) : day,
    when: when && clock(when),
  }
  return words[code].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')
}

/** On a page: checks what is given, and says what was found. */
function start(form) {
  const { check: address } = form.dataset
  const words = JSON.parse(form.dataset.words)
  const typed = (name) => form.elements[name]?.value ?? ''
  const chosen = (name) => Promise.all(Array.from(form.elements[name]?.files ?? [], (one) => one.text()))
  const ask = async () => {
    const body = JSON.stringify({ reference: typed('reference'), accessCode: typed('accessCode') })
    const answer = await fetch(address, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    return answer.ok ? answer.text() : null
  }
  const line = (level, text, tag = 'p') => {
    const made = document.createElement(tag)
    made.className = `note ${level}`
    made.textContent = text
    return made
  }
  form.onsubmit = async (event) => {
    event.preventDefault()
    const text = address ? await ask().catch(() => null) : (await chosen('proof')).join('')
    // The page itself says what is wrong with what was typed.
    if (text === null) return form.submit()
    const file = read(text)
    const saved = readSaved([typed('saved'), ...(await chosen('kept'))].join('\n'))
    const found = await check(file, saved, address ? Date.now() : Date.parse(file?.answeredAt))
    document
      .querySelector('[data-found]')
      .replaceChildren(
        line(found.verdict, words[`verdict.${found.verdict}`], 'h2'),
        ...found.findings.map((one) => line(one.level, sayFinding(one, words))),
        line('', words.checkpoint.replace('{checkpoint}', found.checkpoint ?? '-')),
      )
    const link = document.querySelector('a[data-save]')
    if (!link || !file) return
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
    link.download = `${file.reference}.json`
    link.hidden = false
  }
}

const form = globalThis.document?.querySelector('form[data-words]')
if (form) start(form)
