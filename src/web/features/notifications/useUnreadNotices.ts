import { notificationContracts } from '../../../shared/notifications.ts'
import { useGet } from '../../query.ts'

export const useUnreadNotices = (): number =>
  useGet(notificationContracts.list, {}).data?.items.filter(notice => notice.read_at === null).length ?? 0
