import type { CertificateState } from '../../db/schema/certificate.ts'

/** Whether something was issued on an application and none of it holds any more: then there is nothing to hand over. */
export const noneHolds = (issued: readonly { state: CertificateState }[]): boolean =>
  issued.length > 0 && issued.every(({ state }) => state !== 'valid')
