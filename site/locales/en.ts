import type { zh } from './zh.ts'

/** Every word of the site in British English; `{n|place|places}` picks the singular where n is 1. */
export const en: Record<keyof typeof zh, string> = {
  // accessibility: the statement at /accessibility
  'accessibility.title': 'Accessibility statement',
  'accessibility.lead':
    'Everyone should be able to use this site: people who see poorly, who cannot use a mouse, who have an old phone or a slow line, or who read only English.',
  'accessibility.can': 'You can',
  'accessibility.can.zoom': 'zoom to 400% without losing anything or scrolling sideways',
  'accessibility.can.keyboard': 'take every step with a keyboard and see where you are',
  'accessibility.can.reader': 'listen to every page with a screen reader',
  'accessibility.can.senior': 'press “Larger text” at the top for bigger type and buttons',
  'accessibility.can.script': 'turn scripts off and still finish everything',
  'accessibility.can.dark': 'keep the dark, high contrast and reduced motion settings of your device',
  'accessibility.aim': 'Our standard',
  'accessibility.aim.text':
    'We build to the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA, and aim for level 2 of the Chinese standard GB/T 37668-2019. Nobody outside has tested the site yet: this page says what we found ourselves.',
  'accessibility.gaps': 'What is not good enough yet',
  'accessibility.gaps.sign': 'There are no sign language videos and no human recordings',
  'accessibility.gaps.minority': 'Only Chinese and English so far, not the languages of the minorities',
  'accessibility.gaps.files':
    'Some files uploaded by stations may be pictures that screen readers cannot read. Tell us and we will send you the text',
  'accessibility.report': 'Tell us what does not work',
  'accessibility.report.text': 'Say which page, what happened and what device you use.',
  'accessibility.report.link': 'Tell us',
  'accessibility.people': 'You need not go online',
  'accessibility.people.counter':
    'Walk in to any station counter without booking. The counter will not turn you away. Ask at the door for the low counter where there is one.',
  'accessibility.people.phone': 'Call {phone}',
  'accessibility.people.helper':
    'Ask family, a neighbour or the village or community office to book for you.',

  // alternatives: other free times
  'alternatives.left': '{n} left',

  // answers: check your answers
  'answers.change': 'Change',
  'answers.none': 'Not given',

  // breadcrumb
  'breadcrumb.label': 'You are here',
  'breadcrumb.home': 'Home',

  // confirmation: the panel after something was sent
  'confirmation.reference': 'Reference',
  'confirmation.code': 'Access code (shown only once: photograph or print it)',

  // day: the list of days
  'day.label': 'Choose a day',
  'day.today': 'Today',
  'day.left': '{n} left',
  'day.full': 'Full',
  'day.closed': 'Closed',
  'day.later': 'From {date}',

  // demo: the banner of the demonstration
  'demo.banner': 'Demonstration data. This is not an official website.',

  // door: the six doors
  'door.label': 'Main sections',
  'door.hall': 'Services',
  'door.room': 'Community rooms',
  'door.open': 'Open police work',
  'door.sunshine': 'Track',
  'door.bridge': 'Speak up',
  'door.service': 'Safety and help',

  // error: error summary and error pages
  'error.summary': 'Please correct {n} {n|place|places}',
  'error.prefix': 'Error: ',
  'error.inline': 'Error: ',
  'error.missing.title': 'Page not found',
  'error.missing.text': 'The address may be mistyped, or the page has moved.',
  'error.missing.try': 'You could',
  'error.missing.search': 'Search for what you need to do',
  'error.missing.track': 'Track your request',
  'error.missing.home': 'Go to the home page',
  'error.broken.title': 'Something went wrong',
  'error.broken.text':
    'This is our fault, not yours. Please try again in a few minutes. If you did not see a confirmation, what you typed was not sent.',
  'error.broken.people': 'If it is urgent, walk in to a station counter or call {phone}.',

  // field: labels of form parts
  'field.optional': ' (optional)',
  'field.choose': 'Please choose',

  // footer: legal fields and links
  'footer.organiser': 'Run by {name}',
  'footer.siteCode': 'Site code {code}',
  'footer.police': 'Public security record {code}',
  'footer.phone': 'Phone {phone}',
  'footer.label': 'About this site',
  'footer.map': 'Site map',
  'footer.privacy': 'Privacy',
  'footer.accessibility': 'Accessibility',
  'footer.data': 'Open data',
  'footer.mistake': 'Report a mistake',

  // header
  'header.skip': 'Skip to content',
  'header.emergency': 'Emergency',
  'header.senior': 'Larger text',
  'header.standard': 'Standard text',
  'header.language': '中文',

  // page: next and previous
  'page.label': 'Pages',
  'page.next': 'Next page',
  'page.previous': 'Previous page',

  // privacy: the notice at /privacy
  'privacy.title': 'How we treat your information',
  'privacy.lead':
    'The police collect information to do their duty by law. The law asks us to tell you, not to make you tick a box. Here it is, point by point.',
  'privacy.purpose': 'Why we ask',
  'privacy.purpose.text':
    'To book a visit: to know it is you, to keep your place and to tell you of changes. For nothing else.',
  'privacy.mode': 'How we handle it',
  'privacy.mode.text':
    'Only what you type, or what somebody types for you at your request. Each item is encrypted when stored. Lists show staff only a part; opening the whole needs a written reason and leaves a record.',
  'privacy.kind': 'What we ask for',
  'privacy.kind.text':
    'Name, phone, kind and number of your document, what you want to do, the time you chose, and any note you write. You may leave out the document number and show it at the counter.',
  'privacy.recipients': 'Who sees it',
  'privacy.recipients.text':
    'The people handling your matter at the station or hall you chose. It is not sold and not given to advertisers.',
  'privacy.retention': 'How long we keep it',
  'privacy.retention.text':
    '1 year from the day of your visit, then it is deleted by itself. What the law makes us keep longer is stored and not used.',
  'privacy.rights': 'Your rights',
  'privacy.rights.text':
    'You may see, copy, correct and delete your information, and ask us why we hold it. Use your reference and access code online, or come to a counter.',
  'privacy.rights.track': 'Look it up with your reference and code',
  'privacy.handler': 'Who answers for it',
  'privacy.handler.text': '{name}, phone {phone}',
  'privacy.basis': 'Legal basis',
  'privacy.basis.text':
    'Personal Information Protection Law, articles 13(3), 34, 35 and 44 to 50; Network Data Security Regulations, article 21.',
  'privacy.caption': 'What happens to personal information when you book a visit',
  'privacy.cookies': 'What we keep in your browser',
  'privacy.cookies.text':
    'If you choose “Larger text”, your browser remembers that one choice for a year. No statistics, no advertising and no scripts from anybody else.',

  // search
  'search.button': 'Search',

  // site: the name of the house
  'site.name': 'Online police station',

  // slot: times of a day
  'slot.morning': 'Morning',
  'slot.afternoon': 'Afternoon',
  'slot.evening': 'Evening',
  'slot.left': '{n} left',
  'slot.full': 'Full',

  // step: where in a journey
  'step.label': 'Steps',
  'step.count': 'step {n} of {total}',
  'step.done': 'Done: ',

  // timeline
  'timeline.done': 'Done: ',
  'timeline.next': 'Next: ',
  'timeline.late': 'Overdue: ',
}
