import { listNotifications, readNotification } from '../features/notifications/notifications.ts'
import { changeLanguage, listUsers, whoAmI } from '../features/users/users.ts'
import { notificationContracts as notifications } from '../shared/notifications.ts'
import { userContracts as users } from '../shared/users.ts'
import { on, onSteps, type Route } from './door.ts'
import { signInRoute, signOutRoute } from './sign-in.ts'

/** The whole API, one line a route. */
export const routes: readonly Route[] = [
  onSteps(users.signIn, signInRoute),
  onSteps(users.signOut, signOutRoute),
  on(users.me, whoAmI),
  on(users.changeMe, changeLanguage),
  on(users.directory, listUsers),
  on(notifications.list, listNotifications as never),
  on(notifications.read, readNotification)
]
