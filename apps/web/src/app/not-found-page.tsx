import { Link } from '@tanstack/react-router';
import { EmptyState } from '../ui/empty-state.tsx';

export function NotFoundPage() {
  return (
    <main>
      <h1 className="only-heard">Not found</h1>
      <EmptyState title="There is nothing at this address." action={<Link to="/">Go home</Link>}>
        The link may be old, or what it led to was removed.
      </EmptyState>
    </main>
  );
}
