import { fileResults } from '../../api/certificate/checkFile.ts'
import { resultTexts } from '../../api/certificate/report.ts'
import { shownDocuments } from './documentNames.ts'
import type { Text, Translate } from './text.ts'

/** What a check of a file can find, in words; only `valid` is good. */
export const fileFindings: { result: string; text: Text }[] = fileResults.map((result) => ({
  result,
  text: resultTexts[result],
}))

/** The kind of document a number is of, in the reader's language. */
export function documentName(t: Translate, idType: string): string {
  const known = shownDocuments.find((name) => name === idType)
  return known ? t(`book.idType.${known}`) : t('verify.idNumber')
}

/** The number and a code of a certificate as they were typed. */
export interface CertificateForm {
  number: string
  code: string
}

export function readCertificateForm(data: FormData): CertificateForm {
  const text = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  return { number: text('number'), code: text('code') }
}

export const certificatePointers: Record<string, 'number' | 'code'> = {
  '/number': 'number',
  '/code': 'code',
}
