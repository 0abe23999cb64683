/**
 * The matters that have a form, for those who need to know no more: the forms themselves weigh a hundred kilobytes. A test
 * holds the list and the forms together.
 */
export const formMatters: ReadonlySet<string> = new Set([
  'CR-01',
  'CR-02',
  'CT-01',
  'CT-02',
  'RP-01',
  'RP-02',
  'ID-06',
  'HK-01',
  'HK-04',
  'DOG-01',
  'FR-01',
  'HV-01',
])
