import { useRouter } from '@tanstack/react-router';
import { ErrorBox } from '../ui/error-box.tsx';

/** Shown in place of a page that could not be drawn; the navigation stays. */
export function PageError({ error, reset }: { error: unknown; reset?: () => void }) {
  const router = useRouter();
  return (
    <div style={{ padding: 24, maxWidth: 720 }}>
      <ErrorBox
        error={error}
        title="This page could not be shown."
        onRetry={() => {
          reset?.();
          void router.invalidate();
        }}
      />
    </div>
  );
}
