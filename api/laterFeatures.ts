import { applicationFileRoutes } from './application/files/routes.ts'
import { formRoutes } from './application/form/routes.ts'
import { applicationIdentityRoutes } from './application/identity/routes.ts'
import { applicationRoutes } from './application/routes.ts'
import { timesRoutes } from './application/times/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { certificateRoutes } from './certificate/routes.ts'
import { figuresRoutes } from './complaint/figures/routes.ts'
import { mediationRoutes } from './complaint/mediation/routes.ts'
import { nearRoutes } from './complaint/near/routes.ts'
import { openRoutes } from './complaint/public/routes.ts'
import { complaintRoutes } from './complaint/routes.ts'
import { checklistRoutes } from './evaluation/checklist/routes.ts'
import { evaluationRoutes } from './evaluation/routes.ts'
import { standInRoutes } from './identity/standIn/routes.ts'
import { meetingRoutes } from './meeting/routes.ts'
import { open311Routes } from './open311/routes.ts'
import { openDataRoutes } from './openData/routes.ts'
import { campaignRoutes } from './survey/campaign/routes.ts'
import { surveyRoutes } from './survey/routes.ts'
import { volunteerRoutes } from './volunteer/routes.ts'

/**
 * Features that are loaded when one of their paths is first asked for (dispatch.ts): applications with their forms and
 * files, certificates, what is attested of them. Whoever looks up a station starts without them.
 */
export const laterFeatures = [
  applicationFileRoutes,
  formRoutes,
  applicationIdentityRoutes,
  applicationRoutes,
  timesRoutes,
  auditRoutes,
  complaintRoutes,
  openRoutes,
  figuresRoutes,
  checklistRoutes,
  evaluationRoutes,
  openDataRoutes,
  mediationRoutes,
  nearRoutes,
  certificateRoutes,
  meetingRoutes,
  surveyRoutes,
  campaignRoutes,
  open311Routes,
  volunteerRoutes,
  standInRoutes,
]
