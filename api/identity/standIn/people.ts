import type { Day } from '../../calendar/day.ts'
import type { DocumentType } from '../../privacy/document.ts'

/** Somebody made up, who can log in at the stand-in. */
export interface StandInPerson {
  name: string
  idType: Exclude<DocumentType, 'none'>
  idNumber: string
  born: Day
  /** Six digits, shown on the page itself. */
  pin: string
}

/**
 * The closed list of the stand-in: nobody of it lives. The two ID numbers are the specimens of the national standard;
 * the other documents have numbers of the right shape that nobody was given.
 */
export const standInPeople: readonly StandInPerson[] = [
  {
    name: '王样张',
    idType: 'resident-id',
    idNumber: '11010519491231002X',
    born: '1949-12-31',
    pin: '204816',
  },
  {
    name: '陈样张',
    idType: 'resident-id',
    idNumber: '440524188001010014',
    born: '1880-01-01',
    pin: '730159',
  },
  // A minor.
  { name: '何小样', idType: 'hk-macau-permit', idNumber: 'H00000001', born: '2012-03-05', pin: '518240' },
  { name: '林小样', idType: 'taiwan-permit', idNumber: '00000001', born: '1988-06-16', pin: '962037' },
  { name: 'SPECIMEN ANNA', idType: 'passport', idNumber: 'X0000001', born: '1995-04-12', pin: '381476' },
  {
    name: 'SPECIMEN IVAN',
    idType: 'foreigner-permanent-residence',
    idNumber: 'XXX000000000001',
    born: '1979-09-30',
    pin: '647903',
  },
]
