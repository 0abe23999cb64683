import type { Form } from './declaration.ts'

/** Whether what is asked for is a visit at home: approving it promises a day, and the record is made of the visit. */
export const comesHome = ({ result }: Partial<Pick<Form, 'result'>>): boolean =>
  result?.type === 'visit-record'
