import type { Application } from '../../../api/application/schema.ts'
import type { WhoForm } from './form.ts'

/** The person's step as it was saved; a draft that names nobody yet begins with the commonest document. */
export function whoOf({ applicant, helper }: Pick<Application, 'applicant' | 'helper'>): WhoForm {
  const { name, phone, idType, idNumber } = applicant
  return {
    forWhom: helper ? 'other' : 'self',
    name,
    phone,
    idType: name === '' && idType === 'none' ? 'resident-id' : idType,
    idNumber,
    helperName: helper?.name ?? '',
    helperPhone: helper?.phone ?? '',
    helperRelation: helper?.relation ?? '',
    helperAuthority: helper?.authority ?? '',
  }
}
