/** What of the declared forms a page decides by itself: which questions stand, and what a question before the form ends. */
export { type Answers, holds, sectionsFor } from '../../api/application/form/holds.ts'
export { readEligibility, type Stop } from '../../api/application/form/readEligibility.ts'
