/** Words that sound as if somebody were in danger now: the page shows 110 before anything is sent. */
export { soundsUrgent } from '../../api/complaint/urgent.ts'
