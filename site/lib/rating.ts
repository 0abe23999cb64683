/** What counts as a bad rating, and the levels in words, as the API has them. */
export { badFrom, isBad, middle, ratingLevels } from '../../api/survey/scale.ts'
