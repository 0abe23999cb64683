import type { zh } from './zh.ts'

/** Words of the pages for staff, in English; the keys are those of zh.ts. */
export const en: Record<keyof typeof zh, string> = {
  // nav: the menu of the staff pages
  'nav.account': 'My account',
  'nav.bookings': 'Book for a caller',
  'nav.check': 'Site check',
  'nav.counter': 'Counter',
  'nav.feedback': 'Reports and opinions',
  'nav.label': 'Staff menu',
  'nav.notices': 'Open police work',
  'nav.out': 'Sign out',
  'nav.people': 'People',
  'nav.records': 'Find a record',
  'nav.schedule': 'Times and closures',
  'nav.site': 'Back to the site',
  'nav.station': 'Counters and officers',
  'nav.title': 'Staff',
  'nav.views': 'Who looked',

  // none: nothing to do here
  'none.title': 'There is nothing for you here',
  'none.text': 'Your role does not include this page. Ask your chief or an administrator if you need it.',
}
