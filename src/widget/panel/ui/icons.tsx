const paths = {
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  send: 'M5 12h13M12.5 6.5l5.5 5.5-5.5 5.5',
  clock: 'M12 7.5V12l3 2M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z',
  down: 'M12 5v13M6.5 12.5l5.5 5.5 5.5-5.5',
  alert: 'M12 8v5M12 16h.01M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z',
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
