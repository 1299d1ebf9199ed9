import { Outlet } from '@tanstack/react-router';

/** Navigation on the left, the page on the right. */
export function Shell() {
  return <Outlet />;
}
