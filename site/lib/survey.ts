/** The words of a survey's questions and of what they are answered by, as the API has them. */
export { levelsOf, questionText } from '../../api/survey/campaign/questions.ts'
