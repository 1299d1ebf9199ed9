import type { NotificationsView } from '@dayshift/contracts';
import { useNotifications } from '../api/notifications.ts';
import { Card } from '../ui/card.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import { NotificationForm } from './notification-form.tsx';

/** Whose questions are yours, and how you hear of what waits. */
export function NotificationCard() {
  const { data, error, refetch } = useNotifications();
  return (
    <Card title="Questions and mail to you">
      {data !== undefined && <NotificationForm key={keyOf(data)} view={data} />}
      {data === undefined && error !== null && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows rows={3} height={44} what="your settings" />}
    </Card>
  );
}

/** The form begins anew with what was saved. */
function keyOf({ settings }: NotificationsView): string {
  return JSON.stringify(settings);
}
