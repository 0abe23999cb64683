import type { Text } from '../shared/text.ts'
import type { CheckedFile, FileResult } from './checkFile.ts'

/** What a check of a file found, in words. */
export const resultTexts: Record<FileResult, Text> = {
  valid: {
    zh: '签名有效：内容和出具时一样，一个字都没有改。',
    en: 'The signature holds: this is what was issued, to the letter.',
  },
  expired: {
    zh: '签名有效，但证明已过期。',
    en: 'The signature holds, but the certificate has expired.',
  },
  altered: {
    zh: '签名对不上：文件被改过，或者不是我们签的。不要采信。',
    en: 'The signature does not hold: the file was altered, or we did not sign it. Do not rely on it.',
  },
  unreadable: {
    zh: '这不是证明文件，或者文件已损坏。',
    en: 'This is no certificate file, or it is damaged.',
  },
  'unknown-format': {
    zh: '文件的格式比这个查验工具新，请换新的工具。',
    en: 'The file is of a newer format than this tool: use a newer one.',
  },
  'unknown-suite': {
    zh: '签名用的算法不认识，不能查验。不要采信。',
    en: 'It names an unknown way of signing and cannot be checked. Do not rely on it.',
  },
  'unknown-key': {
    zh: '签名用的公钥不在清单里：不是这家公安机关签的，或者清单太旧。不要采信。',
    en: 'Its key is not on the list: another signed it, or the list is old. Do not rely on it.',
  },
  'key-retired': {
    zh: '签名用的密钥在出具之前就已停用。不要采信。',
    en: 'Its key had been retired before it was issued. Do not rely on it.',
  },
  'key-revoked': {
    zh: '签名用的密钥在出具之前就已作废。不要采信。',
    en: 'Its key had been revoked before it was issued. Do not rely on it.',
  },
  'key-doubtful': {
    zh: '签名用的密钥后来作废了，单凭文件分不出真假，请上网查验编号。',
    en: 'Its key was revoked later, and the file alone cannot tell: check its number online.',
  },
}

const onlyOnline: Text = {
  zh: '有没有被撤销，只有上网用编号和查验码查才知道。',
  en: 'Whether it was revoked since, only its number and code can tell, online.',
}
const sample: Text = {
  zh: '样张无效：这是演示系统出的，不证明任何事。',
  en: 'SPECIMEN: made by a demonstration, it proves nothing.',
}

/** A check in words: the result, and of a file whose signature holds, what it is and what only the register knows. */
export function reportOf({ result, document }: CheckedFile): Text[] {
  const lines = [resultTexts[result]]
  if (!document) return lines
  const { number, title, issuer, issuedAt, validUntil, subject, demo, check } = document
  if (demo) lines.push(sample)
  const until = validUntil ?? ''
  lines.push({
    zh: `${title.zh} ${number}，${issuer.zh} ${issuedAt.slice(0, 10)} 出具${until && `，有效至 ${until}`}：${subject.name}`,
    en: `${title.en} ${number}, issued by ${issuer.en} on ${issuedAt.slice(0, 10)}${until && `, valid until ${until}`}: ${subject.name}`,
  })
  lines.push({
    zh: `${onlyOnline.zh}${check.url}`,
    en: `${onlyOnline.en} ${check.url}`,
  })
  return lines
}
