/** How many days the words and photos of a complaint are kept after it is closed. */
export { KEPT_DAYS as complaintKeptDays } from '../../api/complaint/close.ts'
/** How many days the words of a rating are kept, and what bursts of ratings are found by. */
export {
  TRACE_KEPT_DAYS as ratingTraceDays,
  WORDS_KEPT_DAYS as ratingWordsDays,
} from '../../api/survey/write.ts'
