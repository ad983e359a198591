/** Three prices going down, the lowest one chosen. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect className="logo-ground" width="32" height="32" rx="9" />
      <rect className="logo-bar" x="7" y="8" width="4.5" height="16" rx="2.25" />
      <rect className="logo-bar" x="13.75" y="12.5" width="4.5" height="11.5" rx="2.25" />
      <rect className="logo-best" x="20.5" y="17" width="4.5" height="7" rx="2.25" />
    </svg>
  );
}
