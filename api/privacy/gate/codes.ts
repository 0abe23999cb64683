import type { Hit } from './finding.ts'

const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-HJ-NP-Za-hj-np-z][ ·•・.-]{0,2}((?:[A-HJ-NP-Za-hj-np-z0-9][ ·.-]?){4}(?:[A-HJ-NP-Za-hj-np-z0-9]{1,2}|[挂学港澳领]))(?![A-Za-z0-9警])/g

/** Number plates, new energy ones among them. Those of the police (赣A0012警) belong to nobody. */
export function findPlates(text: string): Hit[] {
  const hits: Hit[] = []
  for (const { 0: match, 1: tail = '', index } of text.matchAll(PLATE)) {
    const signs = tail.replace(/[ ·.-]/g, '')
    const figures = signs.replace(/\D/g, '').length
    // Six signs are a new energy plate: D or F first, or last on lorries and buses.
    const long = /^[A-Za-z0-9]{6}$/.test(signs)
    if (figures < 2 || (long && !/^(?:[A-K][A-Z0-9]\d{3}[A-K\d]|\d{5}[A-K])$/i.test(signs))) continue
    hits.push({ kind: 'plate', rule: 'plate', from: index, to: index + match.length })
  }
  return hits
}

const DOCUMENT =
  /(?:(护照|passport)|(通行证|台胞证|回乡证|permit)|(居留身份证|永居证|永久居留))[^。;\n]{0,14}?(?<![A-Za-z0-9])([A-Za-z]{1,3}[ -]?\d{7,12}|\d{8})(?![A-Za-z0-9])/gi

/** Numbers of passports and permits, where the text says that they are ones (standards B8). */
export function findDocuments(text: string): Hit[] {
  const hits: Hit[] = []
  for (const { 0: match, 1: passport, 2: permit, 4: code = '', index } of text.matchAll(DOCUMENT)) {
    const value = code.replace(/[ -]/g, '').toUpperCase()
    const shape = passport
      ? /^[A-Z]{1,2}\d{7,8}$/
      : permit
        ? /^(?:[A-Z]{1,2}\d{7,10}|\d{8})$/
        : /^[A-Z]{3}\d{12}$/
    // Eight bare figures are a day as often as a permit.
    if (!shape.test(value) || /^20\d{2}(?:0[1-9]|1[0-2])[0-3]\d$/.test(value)) continue
    const to = index + match.length
    hits.push({ kind: 'document', rule: 'travel-document', from: to - code.length, to })
  }
  return hits
}

const PRIVATE_HOST =
  /^(?:qq|vip\.qq|foxmail|163|126|yeah|139|189|wo|sina|vip\.sina|sohu|tom|21cn|aliyun|gmail|googlemail|outlook|hotmail|live|msn|yahoo|icloud|me|proton|protonmail)\.(?:com|cn|net|com\.cn|me)$/i
const OF_THE_OFFICE = /官方|专用|征求意见|征集|反馈|监督|举报|投稿|报名|公务|单位|工作邮箱/

/** Mail addresses at hosts for private people, unless the words around say that it is the office's. */
export function findEmails(text: string): Hit[] {
  const hits: Hit[] = []
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = /[A-Za-z0-9._%+-]{1,64}$/.exec(text.slice(Math.max(0, at - 64), at))?.[0]
    const host = /^[A-Za-z0-9.-]{1,80}/.exec(text.slice(at + 1, at + 81))?.[0].replace(/\.$/, '')
    if (!name || !host || !PRIVATE_HOST.test(host)) continue
    const from = at - name.length
    const to = at + 1 + host.length
    const around = text.slice(Math.max(0, from - 14), from) + text.slice(to, to + 24).split(/[。;\n]/)[0]
    if (!OF_THE_OFFICE.test(around)) hits.push({ kind: 'email', rule: 'private-email', from, to })
  }
  return hits
}
