import type { Application } from '../../../api/application/schema.ts'
import type { WhoForm } from './form.ts'

/** The person's step as it was saved; a draft that names nobody yet begins with the commonest document: a passport of whoever said so before. */
export function whoOf({
  applicant,
  helper,
  eligibility,
}: Pick<Application, 'applicant' | 'helper' | 'eligibility'>): WhoForm {
  const { name, phone, idType, idNumber } = applicant
  return {
    forWhom: helper ? 'other' : 'self',
    name,
    phone,
    idType:
      name === '' && idType === 'none'
        ? eligibility.foreign === 'yes'
          ? 'passport'
          : 'resident-id'
        : idType,
    idNumber,
    helperName: helper?.name ?? '',
    helperPhone: helper?.phone ?? '',
    helperRelation: helper?.relation ?? '',
    helperAuthority: helper?.authority ?? '',
  }
}
