/** The sun over the desk. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round">
        <path d="M12 5v2.4M6.2 8.2l1.5 1.5M17.8 8.2l-1.5 1.5M4.5 14.5h2M17.5 14.5h2M4.5 18h15M8.6 14.5a3.4 3.4 0 0 1 6.8 0" />
      </g>
    </svg>
  );
}
