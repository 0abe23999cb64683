import { applicationDeskRoutes } from '../application/desk/staffRoutes.ts'
import { applicationTalkRoutes } from '../application/desk/talkRoutes.ts'
import { applicationFileStaffRoutes } from '../application/files/staffRoutes.ts'
import { applicationIdentityStaffRoutes } from '../application/identity/staffRoutes.ts'
import { keepingStaffRoutes } from '../application/keeping/staffRoutes.ts'
import { closureStaffRoutes } from '../appointment/closure/staffRoutes.ts'
import { deskRoutes } from '../appointment/desk/staffRoutes.ts'
import { scheduleStaffRoutes } from '../appointment/schedule/staffRoutes.ts'
import { callbackStaffRoutes } from '../callback/staffRoutes.ts'
import { casefileStaffRoutes } from '../casefile/staffRoutes.ts'
import { certificateStaffRoutes } from '../certificate/staffRoutes.ts'
import { complaintOfficeRoutes } from '../complaint/desk/officeRoutes.ts'
import { complaintDeskRoutes } from '../complaint/desk/staffRoutes.ts'
import { complaintStepRoutes } from '../complaint/desk/stepRoutes.ts'
import { checklistStaffRoutes } from '../evaluation/checklist/staffRoutes.ts'
import { objectionStaffRoutes } from '../evaluation/objection/staffRoutes.ts'
import { planStaffRoutes } from '../evaluation/plan/staffRoutes.ts'
import { exchangeStaffRoutes } from '../exchange/staffRoutes.ts'
import { feedbackStaffRoutes } from '../feedback/staffRoutes.ts'
import { meetingStaffRoutes } from '../meeting/staffRoutes.ts'
import { noticeStaffFileRoutes } from '../notice/staffFileRoutes.ts'
import { noticeStaffRoutes } from '../notice/staffRoutes.ts'
import { counterStaffRoutes } from '../queue/counter/staffRoutes.ts'
import { queueStaffRoutes } from '../queue/staffRoutes.ts'
import { ticketStaffRoutes } from '../queue/ticket/staffRoutes.ts'
import { recordRoutes } from '../record/staffRoutes.ts'
import { registerStaffRoutes } from '../register/staffRoutes.ts'
import { siteCheckRoutes } from '../sitecheck/staffRoutes.ts'
import { stationStaffRoutes } from '../station/edit/staffRoutes.ts'
import { campaignStaffRoutes } from '../survey/campaign/staffRoutes.ts'
import { ratingFlagRoutes } from '../survey/flags/staffRoutes.ts'
import { rectificationDeskRoutes } from '../survey/rectify/deskRoutes.ts'
import { ratingTaskRoutes } from '../survey/rectify/taskRoutes.ts'
import { volunteerStaffRoutes } from '../volunteer/staffRoutes.ts'
import { accountRoutes } from './account/routes.ts'
import { joinRoutes } from './join/routes.ts'
import { meRoutes } from './me/routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { setUpRoutes } from './setUp/routes.ts'
import { signInRoutes } from './signIn/routes.ts'

/** Every set of routes of the people who work here, mounted under /api/v1 in this order. */
export const staffFeatures = [
  signInRoutes,
  joinRoutes,
  setUpRoutes,
  accountRoutes,
  peopleRoutes,
  meRoutes,
  recordRoutes,
  applicationIdentityStaffRoutes,
  deskRoutes,
  queueStaffRoutes,
  ticketStaffRoutes,
  noticeStaffRoutes,
  noticeStaffFileRoutes,
  feedbackStaffRoutes,
  casefileStaffRoutes,
  callbackStaffRoutes,
  rectificationDeskRoutes,
  ratingTaskRoutes,
  ratingFlagRoutes,
  campaignStaffRoutes,
  meetingStaffRoutes,
  volunteerStaffRoutes,
  objectionStaffRoutes,
  planStaffRoutes,
  registerStaffRoutes,
  applicationDeskRoutes,
  applicationTalkRoutes,
  applicationFileStaffRoutes,
  keepingStaffRoutes,
  counterStaffRoutes,
  closureStaffRoutes,
  scheduleStaffRoutes,
  stationStaffRoutes,
  siteCheckRoutes,
  complaintOfficeRoutes,
  complaintDeskRoutes,
  complaintStepRoutes,
  checklistStaffRoutes,
  certificateStaffRoutes,
  exchangeStaffRoutes,
]
